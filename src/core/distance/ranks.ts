/** Share of the numbers that are less than `value`, in [0, 1]; 0 of none. */
export function shareBelow(ascending: ArrayLike<number>, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return ascending.length === 0 ? 0 : low / ascending.length
}
