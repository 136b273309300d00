/** The value below which `share` of the numbers lie, interpolated linearly. */
export function percentile(numbers, share) {
  const ascending = [...numbers].sort((a, b) => a - b)
  const position = share * (ascending.length - 1)
  const [low, high] = [ascending[Math.floor(position)], ascending[Math.ceil(position)]]
  return low + (high - low) * (position - Math.floor(position))
}

export const median = (numbers) => percentile(numbers, 0.5)

export function figure(name, value, unit, samples, bar = '') {
  return { name, value, unit, bar, samples }
}
