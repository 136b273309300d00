import type { Service } from '../protocol/rpc'

/** What a command line says: progress and words to people on stderr, results on stdout. */
export class Terminal {
  readonly json: boolean
  #lastLength = 0

  constructor(json: boolean) {
    this.json = json
  }

  /** A line for people; left out of stdout when a program reads it. */
  say(text: string): void {
    this.clearBar()
    if (this.json) process.stderr.write(`${text}\n`)
    else process.stdout.write(`${text}\n`)
  }

  /** The one JSON object that ends a command's stdout. */
  result(value: unknown): void {
    this.clearBar()
    if (this.json) process.stdout.write(`${JSON.stringify(value)}\n`)
  }

  /** A bar on a terminal; silence where nobody watches. */
  progress(label: string, done: number, total: number, more = ''): void {
    if (!process.stderr.isTTY) return
    const share = total > 0 ? Math.min(1, done / total) : 0
    const bar = '='.repeat(Math.round(share * 24)).padEnd(24)
    const line = `${label} [${bar}] ${Math.round(share * 100)}% ${more}`.slice(0, process.stderr.columns - 1)
    process.stderr.write(`\r${line.padEnd(this.#lastLength)}`)
    this.#lastLength = line.length
  }

  /** Leaves an empty line where the bar was. */
  clearBar(): void {
    if (this.#lastLength > 0) process.stderr.write(`\r${' '.repeat(this.#lastLength)}\r`)
    this.#lastLength = 0
  }

  /** Shows the service's progress reports. */
  follow(service: Service): void {
    for (const name of ['task.progress', 'map.making', 'export.making'] as const)
      service.on(name, ({ label, done, total }) => this.progress(label, done, total))
  }
}
