/** `state.json` of a checkpoint: how far the run had come. */
export interface RunState {
  version: 1
  epoch: number
  /** Steps done. Also Adam's iteration count, and with the seed the state of every source of randomness. */
  step: number
}

export const encodeState = (state: RunState): Uint8Array => new TextEncoder().encode(JSON.stringify(state))

/** @throws RangeError when the bytes are not such a record */
export function decodeState(bytes: Uint8Array | undefined): RunState {
  const { version, epoch, step } = parsed(bytes)
  if (version === 1 && isCount(epoch) && isCount(step)) return { version, epoch, step }
  throw new RangeError('The checkpoint does not say how far the run had come.')
}

function parsed(bytes: Uint8Array | undefined): Partial<Record<keyof RunState, unknown>> {
  try {
    return (JSON.parse(new TextDecoder().decode(bytes)) ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
