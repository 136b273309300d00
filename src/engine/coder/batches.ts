import { BATCH_LIMIT } from './session'

/** Refuses a count that does not fit the numbers given for it. */
export function requireCount(count: number, length: number, sizeOfEach: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is not a number of items.`)
  if (count * sizeOfEach === length) return
  throw new RangeError(`${count} items of ${sizeOfEach} numbers were announced, but ${length} numbers given.`)
}

/** Calls `work` for consecutive ranges [start, end) of at most a batch, one after another. */
export async function forEachBatch(
  count: number,
  work: (start: number, end: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < count; start += BATCH_LIMIT) {
    await work(start, Math.min(start + BATCH_LIMIT, count))
  }
}
