import { open, readFile, truncate, type FileHandle } from 'node:fs/promises'

const newline = 0x0a

/** A file of one JSON value a line that only grows: the journal, and the history of a training run. */
export class JsonLines<T> {
  readonly #path: string
  readonly #check: (value: unknown) => T
  #file: FileHandle | undefined
  /** Appends wait for one another, so that lines never mix. */
  #last: Promise<void> = Promise.resolve()

  /** @param check gives the value back or throws when it is not of the kind expected */
  constructor(path: string, check: (value: unknown) => T) {
    this.#path = path
    this.#check = check
  }

  /** Resolves once the line is on disk. @throws what `check` throws: nothing is written that could not be read */
  append(value: T): Promise<void> {
    const written = this.#last.then(() => this.#write(value))
    this.#last = written.catch(() => {})
    return written
  }

  async #write(value: T): Promise<void> {
    const line = `${JSON.stringify(value)}\n`
    this.#check(JSON.parse(line))
    this.#file ??= await this.#openForAppend()
    try {
      await this.#file.appendFile(line)
      await this.#file.datasync()
    } catch (error) {
      // Half a line may be there (a full disk); opening anew takes it away, or the next line would be lost with it.
      await this.#closeFile()
      throw error
    }
  }

  /** A crash in the middle of a write leaves half a line; it was never acknowledged, so it goes. */
  async #openForAppend(): Promise<FileHandle> {
    const bytes = await this.#bytes()
    const whole = bytes.lastIndexOf(newline) + 1
    if (whole < bytes.length) await truncate(this.#path, whole)
    return open(this.#path, 'a')
  }

  /** All whole lines. One that cannot be understood is left out and counted, never the rest with it. */
  async read(): Promise<{ values: T[]; damaged: number }> {
    await this.#last
    const lines = (await this.#bytes()).toString('utf8').split('\n').slice(0, -1)
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

  async #bytes(): Promise<Buffer> {
    try {
      return await readFile(this.#path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
      throw error
    }
  }

  async #closeFile(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }

  async close(): Promise<void> {
    await this.#last
    await this.#closeFile()
  }
}
