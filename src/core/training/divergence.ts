import type { Advice, RunSigns } from './run-signs'

/** Rule: the run stopped for a number out of range, or a history holds a value that is not finite. */
export function diverged(run: RunSigns): Advice | undefined {
  const broken = Object.values(run.series).flatMap(
    (points) => points.find((point) => !Number.isFinite(point.value)) ?? [],
  )
  const step = run.divergedAtStep ?? Math.min(...broken.map((point) => point.step))
  if (step === Infinity) return undefined
  return {
    kind: 'diverged',
    title: 'Training broke down',
    text:
      `At step ${step} a loss was no longer a number: the steps had become too large. ` +
      'Go on from the last checkpoint, or begin anew, with a third of the learning rate. ' +
      'If it breaks down again, look for empty or broken pictures in the data.',
  }
}
