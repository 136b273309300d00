import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'
import { Problem } from './problem'

/** Far above what a wheel of TensorFlow holds. */
const byteLimit = 8 * 2 ** 30

export interface UnpackInput {
  /** The wheel, which is a zip file. */
  archive: string
  /** Files go to their path below this folder. */
  folder: string
  /** Which files, by their path in the archive. */
  wants: (path: string) => boolean
  /** Called before each file with the bytes unpacked so far. */
  report: (bytes: number) => void
}

/** Unpacks some of an archive's files. @throws Problem when it reaches out of the folder or is too large */
export async function unpack({ archive, folder, wants, report }: UnpackInput): Promise<void> {
  let bytes = 0
  const zip = await openPromise(archive, { lazyEntries: true })
  try {
    for await (const entry of zip.eachEntry()) {
      if (!wants(entry.fileName)) continue
      bytes += entry.uncompressedSize
      if (bytes > byteLimit) throw new Problem('The archive holds more than it could; it was not unpacked.')
      const target = inside(folder, entry.fileName)
      mkdirSync(dirname(target), { recursive: true })
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: 0o755 }))
      report(bytes)
    }
  } finally {
    zip.close()
  }
}

/** Backslashes, drive letters and `..` could lead elsewhere. */
function inside(folder: string, name: string): string {
  const target = normalize(join(folder, name))
  if (!target.startsWith(folder + sep) || /[\\:]/.test(name))
    throw new Problem(
      `The archive has a file with an unsafe name (${name.slice(0, 80)}); it was not unpacked.`,
    )
  return target
}
