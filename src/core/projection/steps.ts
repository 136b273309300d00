/** Long work is written as generators: whoever runs one decides how long a slice is and whether it goes on. */

/** Runs to the end without a pause. */
export function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
