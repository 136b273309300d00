/**
 * Lanes: processes that are measured side by side. Each waits for a line `WORK ARGUMENT` and answers with one line of
 * JSON, `{"values": [...]}` or `{"error": "..."}`, so that repetitions can take turns and a noisy moment hits all alike.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { median } from './statistics.mjs'

/** Threads of the lane before go on spinning for a moment after their work. */
const restMs = 30

export class Lane {
  #child
  #lines

  constructor(command, args, env = {}) {
    this.#child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
    this.#child.stdin.on('error', () => {})
    this.#child.on('error', () => {})
  }

  /** A lane that says it is ready, or the reason why there is none. */
  static async open(command, args, env) {
    const lane = new Lane(command, args, env)
    const { ready, error } = await lane.#answer()
    if (!error) return { lane, ready }
    lane.close()
    return { reason: error }
  }

  /** Libraries print to the same stream; only objects count. */
  async #answer() {
    for (;;) {
      const { value, done } = await this.#lines.next()
      if (done) return { error: 'the process ended without a word' }
      if (value.startsWith('{')) return JSON.parse(value)
    }
  }

  /** @returns the numbers that this work gave */
  async ask(work, argument) {
    this.#child.stdin.write(`${work} ${argument}\n`)
    const { values, error } = await this.#answer()
    if (error) throw new Error(`${work}: ${error}`)
    await setTimeout(restMs)
    return values
  }

  close() {
    this.#child.kill('SIGKILL')
  }
}

/**
 * A B A B ...: every lane in every round.
 *
 * @returns by lane the median of each round
 */
export async function takeTurns(lanes, work, { rounds, count }) {
  const found = Object.fromEntries(Object.keys(lanes).map((name) => [name, []]))
  for (const lane of Object.values(lanes)) await lane.ask(work, count)
  for (let round = 0; round < rounds; round++)
    for (const [name, lane] of Object.entries(lanes)) found[name].push(median(await lane.ask(work, count)))
  return found
}

/** Median over the rounds of one lane's time against another's in the same round. */
export const ratio = (times, others) => median(times.map((time, round) => time / others[round]))
