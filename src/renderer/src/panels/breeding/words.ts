const names = ['A', 'B', 'C', 'D']

export const nameOfParent = (place: number): string => names[place] ?? '?'

/** How much of each parent, in whole per cent: `A 24 · B 76 %`. */
export function weightWords(weights: readonly number[]): string {
  return `${weights.map((weight, i) => `${nameOfParent(i)} ${Math.round(100 * weight)}`).join(' · ')} %`
}
