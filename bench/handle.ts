import type { Place } from '../src/core/handles/bilinear'
import { gaussians, mulberry32, splitIndices } from '../src/core/random/random'
import { rungNames } from '../src/core/records/engine'
import { codeSizeOf, defaultConfigs, type TrainingConfig } from '../src/core/records/training'
import { createRun, openBackend } from '../src/engine'
import type { Backend } from '../src/engine/training'
import { Dragger } from '../src/engine/coder/drag'
import { allowRelaxedSimd } from '../src/trainer/relaxed-simd'
import { wasmFolder } from '../src/trainer/wasm-folder'
import { serveLane, type Works } from './lane'

/** One lane: `handle RUNG KIND`. What a step costs does not depend on what a model has learnt, so it has learnt nothing. */

const side = 64
const steps = 50

async function checkpointOf(backend: Backend, config: TrainingConfig): Promise<Record<string, Uint8Array>> {
  const random = mulberry32(3)
  const images = Uint8Array.from({ length: 40 * side * side * 3 }, () => Math.floor(random() * 256))
  const split = splitIndices(40, 1, 0.2)
  const run = await createRun({ backend, images, width: side, height: side, split, config })
  const files = await run.checkpoint()
  run.dispose()
  return files
}

async function works(rungName: string, kind: string): Promise<Works> {
  const rung = rungNames.find((known) => known === rungName)!
  allowRelaxedSimd()
  const backend = await openBackend(rung, { wasmFolder: wasmFolder() })
  const config: TrainingConfig =
    kind === 'stylegan'
      ? defaultConfigs.stylegan
      : { ...defaultConfigs.vae, channels: [24, 48, 64, 96] as const }
  const files = await checkpointOf(backend, config)
  const from: Place = [32, 40]
  const task = { z: gaussians(codeSizeOf(config), mulberry32(5)), handles: [{ from, to: [60, 40] as const }] }
  let dragger: Dragger | undefined
  return {
    /** Milliseconds until a model can be dragged. */
    async open() {
      dragger?.dispose()
      const start = performance.now()
      dragger = new Dragger({ backend, config, side, files })
      await dragger.warmUp()
      return [performance.now() - start]
    },
    /** Steps a second, and how long the first took to be told. */
    async drag() {
      const start = performance.now()
      let [firstMs, done] = [0, 0]
      await dragger!.drag({ ...task, steps }, async ({ step }) => {
        if (step === 1) firstMs = performance.now() - start
        done = step
        return true
      })
      return [(1000 * done) / (performance.now() - start), firstMs]
    },
  }
}

const [rungName = '', kind = ''] = process.argv.slice(2)
void serveLane(() => works(rungName, kind))
