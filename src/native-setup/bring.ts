import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { arrangeLibraries, compileBinding, requireCompiler } from './compile'
import { cudaWheels } from './cuda-wheels'
import { fetchArchive } from './fetch-archive'
import { lock } from './lock'
import { ownDownload } from './own-download'
import { Problem, reasonOf } from './problem'
import { smokeTest } from './smoke'
import { unpack } from './unpack'
import { wheelFor, type Archive, type Variant, type Wheel } from './wheels'

export interface BringInput {
  variant: Variant
  /** The machine's folder; the library goes to `native/VARIANT` in it. */
  folder: string
  report: (label: string, done: number, total: number) => void
  log: (text: string) => void
}

const bindingName = 'tfjs_binding.node'

/** Where a brought library and what it was made of lie. */
interface Places {
  home: string
  downloads: string
  /** Made here, and renamed when everything in it works. */
  making: string
  ready: string
}

function placesOf({ folder, variant }: Pick<BringInput, 'folder' | 'variant'>): Places {
  const home = join(folder, 'native')
  return {
    home,
    downloads: join(home, 'downloads'),
    making: join(home, `${variant}.making`),
    ready: join(home, variant),
  }
}

/**
 * Brings TensorFlow's native library: fetches the wheel, unpacks its libraries, compiles tfjs-node's binding against
 * them, and tries the result in a child.
 *
 * @returns the binding's path
 * @throws Problem in one sentence; what was there before stays
 */
export async function bring(input: BringInput): Promise<string> {
  const places = placesOf(input)
  const known = bindingIn(places.ready)
  if (known) return known
  const release = lock(join(places.home, 'lock'))
  try {
    await make(input, places)
    return bindingIn(places.ready) ?? ''
  } finally {
    rmSync(places.making, { recursive: true, force: true })
    release()
  }
}

/** The binding of a library that was brought before. */
function bindingIn(folder: string): string | undefined {
  try {
    const { binding } = JSON.parse(readFileSync(join(folder, 'library.json'), 'utf8')) as {
      binding?: unknown
    }
    return typeof binding === 'string' ? join(folder, binding) : undefined
  } catch {
    return undefined
  }
}

/** Leaves as little behind as a process that is told to end can: the next try goes on from what was fetched. */
export function abandon(input: Pick<BringInput, 'folder' | 'variant'>): void {
  const { home, making } = placesOf(input)
  rmSync(making, { recursive: true, force: true })
  rmSync(join(home, 'lock'), { force: true })
}

/** What a way of bringing leaves in the folder, relative to it. */
interface Made {
  binding: string
  libraryFolders: string[]
}

async function make(input: BringInput, places: Places): Promise<void> {
  emptyFolder(places.making)
  const made = await fromWheel(input, places).catch((reason: unknown) => {
    input.log(reasonOf(reason))
    return fromPackage(input, places, reasonOf(reason))
  })
  input.report('Trying the library', 0, 0)
  await describe(input.variant, places.making, made)
  rmSync(places.ready, { recursive: true, force: true })
  renameSync(places.making, places.ready)
  rmSync(places.downloads, { recursive: true, force: true })
}

function emptyFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
}

async function fromWheel(input: BringInput, places: Places): Promise<Made> {
  const wheel = wheelFor(input.variant, process.platform, process.arch)
  if (!wheel)
    throw new Problem(`There is no wheel of the library for ${process.platform} on ${process.arch}.`)
  requireCompiler()
  requireSpace(places.home, wheel)
  const archives = [wheel, ...(input.variant === 'gpu' ? cudaWheels : [])]
  for (const archive of archives) await fetchAndUnpack(archive, input, places)
  input.report('Compiling the binding', 0, 0)
  arrangeLibraries(places.making, process.platform)
  await compileBinding(places.making, input.log)
  rmSync(join(places.making, 'tensorflow'), { recursive: true })
  const nvidia = join(places.making, 'nvidia')
  const cuda = existsSync(nvidia) ? readdirSync(nvidia).map((name) => `nvidia/${name}/lib`) : []
  const found = cuda.filter((path) => existsSync(join(places.making, path)))
  return { binding: bindingName, libraryFolders: ['lib', ...found] }
}

/** @param why the first way failed: that is what people can do something about */
async function fromPackage(
  { variant, report, log }: BringInput,
  { making }: Places,
  why: string,
): Promise<Made> {
  emptyFolder(making)
  report("Fetching tfjs-node-gpu's own library", 0, 0)
  try {
    return await ownDownload(making, variant, log)
  } catch (error) {
    log(reasonOf(error))
    throw new Problem(`${why} The package's own download could not be had either.`)
  }
}

/** Files of tens of megabytes each: what is not needed is not unpacked. */
const wanted =
  /^tensorflow\/libtensorflow_(cc|framework)\.(so\.2|2\.dylib)$|^tensorflow\/include\/(tensorflow\/c\/|tensorflow\/core\/platform\/ctstring|tsl\/platform\/ctstring|xla\/tsl\/c\/)[\w./]*\.h$|^nvidia\/[\w.-]+\/(lib|bin|nvvm)\/[\w./-]+$/

async function fetchAndUnpack(archive: Archive, { report, log }: BringInput, places: Places): Promise<void> {
  const name = archive.project.startsWith('tensorflow') ? 'TensorFlow' : archive.project
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6)
  const fetching = (done: number, total: number): void =>
    report(`Fetching ${name}`, megabytes(done), megabytes(total))
  fetching(0, 0)
  const path = await fetchArchive(archive, places.downloads, fetching, log)
  report(`Unpacking ${name}`, 0, 0)
  await unpack({ archive: path, folder: places.making, wants: (name) => wanted.test(name), report: () => {} })
}

function requireSpace(home: string, { diskMegabytes }: Wheel): void {
  const { bavail, bsize } = statfsSync(home)
  const free = Math.round((bavail * bsize) / 1e6)
  if (free < diskMegabytes)
    throw new Problem(`The library needs ${diskMegabytes} MB on disk for a while, and ${free} MB are free.`)
}

/** Writes library.json once the library has shown that it works. */
async function describe(variant: Variant, folder: string, { binding, libraryFolders }: Made): Promise<void> {
  const search = libraryFolders.map((path) => join(folder, path)).join(delimiter)
  const tensorflow = await smokeTest(join(folder, binding), { LD_LIBRARY_PATH: search })
  const record = { version: 1, variant, tensorflow, binding, libraryFolders }
  writeFileSync(join(folder, 'library.json'), JSON.stringify(record, null, 2))
}
