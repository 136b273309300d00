import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFolder } from './atomic'
import { UnreadableError } from './errors'
import { namesIn } from './problems'

/** The checkpoints of one model: a folder per step, of which the newest counts. */
export class Checkpoints {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Adds a checkpoint and then takes the older ones away: at every moment one is whole. */
  async write(step: number, files: Record<string, Uint8Array>): Promise<void> {
    const name = String(step).padStart(9, '0')
    await replaceFolder(join(this.#folder, name), files)
    for (const old of await this.#names())
      if (old !== name) await rm(join(this.#folder, old), { recursive: true, force: true })
  }

  /** All files of the newest checkpoint by their path within it, with forward slashes. */
  readAll(): Promise<Record<string, Uint8Array>> {
    return this.#ofNewest((folder) => filesBelow(folder, ''))
  }

  readFile(name: string): Promise<Uint8Array> {
    return this.#ofNewest((folder) => readFile(join(folder, name)))
  }

  /** A newer checkpoint may come, and this one go, while it is read: then the newer one is read. */
  async #ofNewest<T>(read: (folder: string) => Promise<T>): Promise<T> {
    const name = (await this.#names()).at(-1)
    if (!name) throw new UnreadableError('This model has no checkpoint yet.')
    const [result] = await Promise.allSettled([read(join(this.#folder, name))])
    if ((await this.#names()).at(-1) !== name) return this.#ofNewest(read)
    if (result.status === 'rejected') throw result.reason
    return result.value
  }

  async #names(): Promise<string[]> {
    return (await namesIn(this.#folder)).filter((name) => /^\d{9,15}$/.test(name))
  }
}

async function filesBelow(root: string, below: string): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {}
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const name = below ? `${below}/${entry.name}` : entry.name
    if (entry.isDirectory()) Object.assign(files, await filesBelow(root, name))
    else if (entry.isFile()) files[name] = await readFile(join(root, name))
  }
  return files
}
