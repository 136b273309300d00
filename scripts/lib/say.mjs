/**
 * How the scripts speak to people. Lines go to stderr: stdout belongs to what the command itself prints
 * (`slerp ... --json`, the last line of a benchmark).
 */

/** A failure that the reader can act on: one sentence of what is wrong and one of what to do. */
export class Problem extends Error {}

/** Prints one plain line. */
export function say(line) {
  console.error(line)
}

/** Runs a script's main function; a `Problem` prints as its sentence, anything else with its stack. */
export async function runMain(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error)
    process.exitCode = 1
  }
}
