import { probeBackend, refine, TrainingDivergedError, tryOut, type Backend } from '../engine/training'
import type { RungName } from '../core/records/engine'
import { Dragging } from './dragging'
import { Enlarging } from './enlarging'
import type { Home } from './home'
import type { RefineInput, ToTrainer, Wish } from './messages'
import { RunLoop } from './run-loop'

/**
 * One run, one probe of a rung or one trial of a run, whatever carries it.
 *
 * @returns what is to be called with each message from the service
 */
export function listen(home: Home): (message: ToTrainer) => void {
  let loop: RunLoop | undefined
  /** What was asked for while there was no run. */
  const early: Wish[] = []

  async function open(rung: RungName): Promise<Backend> {
    const backend = await home.open(rung)
    void backend.lost?.then((message) => home.tell({ kind: 'failed', message }))
    return backend
  }

  const dragging = new Dragging(home, open)
  const enlarging = new Enlarging(home, open)

  async function probe(rung: RungName): Promise<void> {
    const backend = await open(rung)
    const { device, isSoftware } = backend
    await home.tell({ kind: 'probing', device, isSoftware })
    const { stepMs } = await probeBackend(backend)
    await home.tell({ kind: 'probed', device, isSoftware, stepMs })
  }

  /** Ends early when it is told to stop, with what it has come to. */
  async function refining({
    rung,
    z,
    rgb,
    steps,
    side,
    config,
    checkpoint,
    pull,
  }: RefineInput): Promise<void> {
    const input = { backend: await open(rung), config, side, files: checkpoint }
    const last = await refine(input, z, rgb, {
      steps,
      ...(pull && { pull }),
      onStep: async (refinement) => {
        await home.tell({ kind: 'refined', ...refinement, isLast: false })
        await home.breathe()
        return !early.some(({ kind }) => kind === 'stop')
      },
    })
    await home.tell({ kind: 'refined', ...last, isLast: true })
  }

  async function tryingOut({ rung, input }: Extract<ToTrainer, { kind: 'try' }>): Promise<void> {
    const backend = await open(rung)
    const trial = await tryOut(backend, input, async (done, total) => {
      await home.tell({ kind: 'trying', done, total })
      await home.breathe()
    })
    await home.tell({ kind: 'tried', ...trial, memoryBytes: home.memoryBytes(backend) })
  }

  async function hear(message: ToTrainer): Promise<void> {
    switch (message.kind) {
      case 'probe':
        return probe(message.rung)
      case 'refine':
        return refining(message.input)
      case 'open-drag':
        return dragging.open(message.input)
      case 'drag':
        return dragging.drag(message.task)
      case 'open-enlarging':
        return enlarging.open(message.input)
      case 'enlarge':
        return enlarging.enlarge(message.picture)
      case 'try':
        return tryingOut(message)
      case 'start':
        loop = new RunLoop(await open(message.input.rung), message.input, home)
        for (const wish of early) loop.tell(wish)
        return loop.run()
      default:
        if (message.kind === 'stop') dragging.stop()
        if (loop) loop.tell(message)
        else early.push(message)
    }
  }

  return (message) => {
    hear(message).catch((error: unknown) =>
      home.tell({
        kind: 'failed',
        message: error instanceof Error ? error.message : String(error),
        ...(error instanceof TrainingDivergedError && { divergedAtStep: error.step }),
      }),
    )
  }
}
