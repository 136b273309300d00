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

export type Run = Awaited<ReturnType<typeof createRun>>

/** What steps have cost so far; looking on between them does not count. */
export interface Spent {
  wallMs: number
  /** Of the process, all threads together: what other work on the machine does not stretch. */
  cpuMs: number
}

/** What is to be looked at on the way. */
interface Watch {
  onStep?: (losses: Losses, step: number) => void
  onEpoch?: (run: Run, spent: Spent) => Promise<void>
}

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

export async function learn(
  data: Data,
  config: TrainingConfig,
  { onStep, onEpoch }: Watch = {},
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
  const spent: Spent = { wallMs: 0, cpuMs: 0 }
  while (run.stepNumber < run.totalSteps) {
    const losses = await timed(run, spent)
    onStep?.(losses, run.stepNumber)
    if (run.stepNumber % run.stepsPerEpoch !== 0) continue
    history.push(await judged(run, config))
    await onEpoch?.(run, { ...spent })
  }
  const minutes = (performance.now() - start) / 60_000
  return { config, figures: history.at(-1)!, history, minutes, ...(await opened(run)) }
}

/** One step, whose cost is added to what was spent. */
async function timed(run: Run, spent: Spent): Promise<Losses> {
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const losses = await run.step()
  const { user, system } = process.cpuUsage(cpu)
  spent.wallMs += performance.now() - start
  spent.cpuMs += (user + system) / 1000
  return losses
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
