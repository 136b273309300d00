import { open, readFile, truncate, type FileHandle } from 'node:fs/promises'

/** A file of one JSON value a line that only grows: the journal, and the history of a training run. */
export class JsonLines<T> {
  readonly #path: string
  readonly #check: (value: unknown) => T
  #file: Promise<FileHandle> | undefined
  /** Appends wait for one another, so that lines never mix. */
  #last: Promise<void> = Promise.resolve()

  /** @param check gives the value back or throws when it is not of the kind expected */
  constructor(path: string, check: (value: unknown) => T) {
    this.#path = path
    this.#check = check
  }

  /** Resolves once the line is on disk. */
  append(value: T): Promise<void> {
    const written = this.#last.then(() => this.#write(`${JSON.stringify(value)}\n`))
    this.#last = written.catch(() => {})
    return written
  }

  async #write(line: string): Promise<void> {
    this.#file ??= this.#openForAppend()
    const file = await this.#file
    await file.appendFile(line)
    await file.datasync()
  }

  /** A crash in the middle of a write leaves half a line; it was never acknowledged, so it goes. */
  async #openForAppend(): Promise<FileHandle> {
    const text = await this.#text()
    const whole = text.lastIndexOf('\n') + 1
    if (whole < text.length) await truncate(this.#path, Buffer.byteLength(text.slice(0, whole)))
    return open(this.#path, 'a')
  }

  /** All whole lines. One that cannot be understood is left out and counted, never the rest with it. */
  async read(): Promise<{ values: T[]; damaged: number }> {
    await this.#last
    const lines = (await this.#text()).split('\n').slice(0, -1)
    const values: T[] = []
    for (const line of lines) {
      const value = this.#understood(line)
      if (value !== undefined) values.push(value)
    }
    return { values, damaged: lines.length - values.length }
  }

  #understood(line: string): T | undefined {
    try {
      return this.#check(JSON.parse(line))
    } catch {
      return undefined
    }
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.#path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#last
    await (await this.#file)?.close()
    this.#file = undefined
  }
}
