import { splitIndices } from '../../core/random/random'
import type { DatasetRecord } from '../../core/records/dataset'
import type { TrainingConfig } from '../../core/records/training'
import { judgedCount, stepsPerEpoch } from '../../engine/training/schedule'
import type { TrainEstimate } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { Emit } from '../../protocol/rpc'
import type { Ladder } from '../engine/ladder'
import type { OpenTrainer } from '../engine/trainer'
import { givenUp, tryOut } from './try-out'

/** What an estimate needs of the machine. */
interface Machine {
  open: OpenTrainer
  ladder: Pick<Ladder, 'rungForRun'>
}

/** What is to be learned from: pictures that are there, or that would be drawn. */
export type Pictures = Pick<DatasetRecord, 'count' | 'width' | 'heldOut'>

/** How one asks: where it is told how far it is, and until when it is wanted. */
interface Asking {
  signal: AbortSignal
  emit: Emit
}

/** What runs would cost, each tried in a trainer of its own: one at a time, and none while a run goes on. */
export class Estimates {
  readonly #machine: Machine
  readonly #isLearning: () => boolean
  #newest = new AbortController()

  constructor(machine: Machine, isLearning: () => boolean) {
    this.#machine = machine
    this.#isLearning = isLearning
  }

  /** A run comes first, and so does a newer estimate. */
  cancel(): void {
    this.#newest.abort()
  }

  /** @throws ServiceError while a model learns, when it was cancelled, and when the trial fails */
  async ask(config: TrainingConfig, pictures: Pictures, { signal, emit }: Asking): Promise<TrainEstimate> {
    this.#assertIdle()
    this.cancel()
    const newest = (this.#newest = new AbortController())
    signal.addEventListener('abort', () => newest.abort(), { once: true })
    const wanted = newest.signal
    const report = (label: string, done = 0, total = 1): void =>
      emit('train.estimating', { label, done, total })
    report('Looking for what trains quickest here')
    const rung = await this.#machine.ladder.rungForRun()
    // Testing the rungs takes seconds, in which much may have been asked for.
    if (wanted.aborted) throw givenUp()
    this.#assertIdle()
    const { count, width, heldOut } = pictures
    const split = splitIndices(count, heldOut.seed, heldOut.fraction)
    const learned = split.train.length
    const tried = await tryOut(
      this.#machine.open,
      rung,
      { config, side: width, pictures: learned },
      { wanted, report },
    )
    return {
      parameters: tried.parameters,
      stepMs: tried.stepMs,
      msPerEpoch:
        tried.stepMs * stepsPerEpoch(learned, config.batchSize) +
        tried.judgingMs * Math.min(judgedCount, split.heldOut.length),
      memoryBytes: tried.memoryBytes + count * width * width * 3,
      rung,
    }
  }

  #assertIdle(): void {
    if (this.#isLearning())
      throw new ServiceError('busy', 'A model is learning; a step can be measured when it is done.')
  }
}
