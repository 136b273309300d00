import { createInterface } from 'node:readline'

/** Answers lines `WORK ARGUMENT` on standard input with one line of JSON each; `bench/lanes.mjs` asks. */
export type Works = Record<string, (argument: string) => Promise<number[]>>

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`)

export async function serveLane(prepare: () => Promise<Works>): Promise<void> {
  try {
    const works = await prepare()
    say({ ready: {} })
    for await (const line of createInterface({ input: process.stdin })) await answer(works, line)
    process.exit(0)
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) })
  }
}

async function answer(works: Works, line: string): Promise<void> {
  const [name = '', ...rest] = line.split(' ')
  const work = works[name]
  if (!work) return say({ error: `there is no work called ${name}` })
  try {
    say({ values: await work(rest.join(' ')) })
  } catch (error) {
    say({ error: String(error) })
  }
}

/** Milliseconds that each of `count` repetitions took, with a pause between two. */
export async function timed(count: number, work: () => Promise<unknown>, pauseMs = 0): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return times
}
