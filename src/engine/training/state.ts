import type { Adjustment } from '../../core/training/adjustment'

/** `state.json` of a checkpoint: how far the run had come. */
export interface RunState {
  version: 1
  epoch: number
  /** Steps done. Also Adam's iteration count, and with the seed the state of every source of randomness. */
  step: number
  /** What was moved by hand on the way; absent when nothing was. */
  adjustment?: Adjustment
  /** The steps that were done when the weight of the KL was last moved. */
  movedAtStep?: number
}

export const encodeState = (state: RunState): Uint8Array => new TextEncoder().encode(JSON.stringify(state))

/** @throws RangeError when the bytes are not such a record */
export function decodeState(bytes: Uint8Array | undefined): RunState {
  const { version, epoch, step, adjustment, movedAtStep } = parsed(bytes)
  if (version !== 1 || !isCount(epoch) || !isCount(step))
    throw new RangeError('The checkpoint does not say how far the run had come.')
  return {
    version,
    epoch,
    step,
    ...(isObject(adjustment) && { adjustment: numbersIn(adjustment) }),
    ...(isCount(movedAtStep) && { movedAtStep }),
  }
}

type Unread<T> = Partial<Record<keyof T, unknown>>

/** What is not a number is as if it were not there. */
function numbersIn({ klWeight, learningRate }: Unread<Adjustment>): Adjustment {
  return {
    ...(isAmount(klWeight) && { klWeight }),
    ...(isAmount(learningRate) && { learningRate }),
  }
}

function parsed(bytes: Uint8Array | undefined): Unread<RunState> {
  try {
    return (JSON.parse(new TextDecoder().decode(bytes)) ?? {}) as Unread<RunState>
  } catch {
    return {}
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isAmount = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0
