import { conditionsOf, mainLossOf, type Losses, type TrainingConfig } from '../../src/core/records/training'
import {
  createRun,
  openBackend,
  openDecoder,
  openEncoder,
  type Decoder,
  type Encoder,
} from '../../src/engine'
import { wasmFolder } from '../../src/trainer/wasm-folder'
import { told, type Data } from './data'

type Run = Awaited<ReturnType<typeof createRun>>

/** A model that has learned, opened as the application opens it. */
export interface Learned {
  config: TrainingConfig
  figures: Losses
  /** Figures at the start and after each epoch. */
  history: (Losses & { epoch: number })[]
  minutes: number
  encoder: Encoder
  decoder: Decoder
  /** Its checkpoint. */
  files: Record<string, Uint8Array>
}

let opening: ReturnType<typeof openBackend> | undefined

/** The rung that a report is made on. */
export function backend(): ReturnType<typeof openBackend> {
  const rung = process.env['SLERP_TFJS_BINDING'] ? 'native' : 'wasm'
  return (opening ??= openBackend(rung, { wasmFolder: wasmFolder() }))
}

/** @param onStep called after every step */
export async function learn(
  data: Data,
  config: TrainingConfig,
  onStep: (losses: Losses, step: number) => void = () => {},
): Promise<Learned> {
  const names = conditionsOf(config)
  const run = await createRun({
    backend: await backend(),
    images: data.images,
    width: data.side,
    height: data.side,
    split: data.split,
    config,
    ...(names.length > 0 && { conditions: told(data, names) }),
  })
  const start = performance.now()
  const history = [{ epoch: 0, ...(await run.evaluate()) }]
  while (run.stepNumber < run.totalSteps) {
    onStep(await run.step(), run.stepNumber)
    if (run.stepNumber % run.stepsPerEpoch === 0) history.push(await judged(run, config))
  }
  const minutes = (performance.now() - start) / 60_000
  return { config, figures: history.at(-1)!, history, minutes, ...(await opened(run)) }
}

async function judged(run: Run, { kind, epochs }: TrainingConfig): Promise<Losses & { epoch: number }> {
  const losses = await run.evaluate()
  const psnr = losses.psnr?.toFixed(1)
  console.log(`${kind}: epoch ${run.epoch} of ${epochs}, ${mainLossOf(losses).toFixed(2)}, ${psnr} dB`)
  return { epoch: run.epoch, ...losses }
}

async function opened(run: Run): Promise<Pick<Learned, 'encoder' | 'decoder' | 'files'>> {
  const files = await run.checkpoint()
  run.dispose()
  return {
    files,
    encoder: await openEncoder(files['encoder.onnx']!),
    decoder: await openDecoder(files['decoder.onnx']!),
  }
}
