import { defaultConfigs, type ModelKind } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { configsOf, runInput, type Size } from '../kinds/kinds.fixture'
import { createRun, type TrainingRun } from './run'

/** A model of a kind in training. */
export function trainer(backend: Backend, kind: ModelKind, size: Size): Promise<TrainingRun> {
  const config = configsOf(size)[kind] ?? defaultConfigs[kind]
  return createRun(runInput(backend, size, { ...config, latentSize: 8 }))
}

/** Every weight and moment of a run, as bytes. */
export async function weightsOf(run: TrainingRun): Promise<Uint8Array> {
  const files = await run.checkpoint()
  const names = Object.keys(files).filter((name) => name.endsWith('.bin'))
  return Buffer.concat(names.toSorted().map((name) => files[name]!))
}
