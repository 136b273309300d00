/** The loss or a weight is no longer a number. What was saved before is whole; training cannot go on from here. */
export class TrainingDivergedError extends Error {
  override readonly name = 'TrainingDivergedError'
  readonly step: number

  constructor(step: number) {
    super(`Training left the range of numbers at step ${step}; a smaller learning rate may help.`)
    this.step = step
  }
}

export function requireFinite(numbers: Iterable<number>, step: number): void {
  for (const number of numbers) if (!Number.isFinite(number)) throw new TrainingDivergedError(step)
}
