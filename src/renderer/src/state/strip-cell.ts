/** Amounts that are shown side by side, in units or standard deviations. */
export const stripAmounts = [-3, -2, -1, 0, 1, 2, 3] as const

/** Whether an amount leads beyond where the data lie. */
export const isBeyond = ([least, most]: readonly [number, number], amount: number): boolean =>
  amount !== 0 && (amount < least || amount > most)

/** One picture of a strip of amounts. */
export interface Cell {
  amount: number
  z: Float32Array
  /** Beyond where the data lie. */
  isBeyond: boolean
  /** Whether the edit is there now. */
  isNow: boolean
}
