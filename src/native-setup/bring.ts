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
import { join } from 'node:path'
import { arrangeLibraries, compileBinding, requireCompiler } from './compile'
import { cudaWheels } from './cuda-wheels'
import { fetchArchive } from './fetch-archive'
import { lock } from './lock'
import { Problem } from './problem'
import { smokeTest } from './smoke'
import { unpack } from './unpack'
import { tensorflowVersion, wheelFor, type Archive, type Variant, type Wheel } from './wheels'

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
  const binding = join(places.ready, bindingName)
  if (isReady(places.ready)) return binding
  const release = lock(join(places.home, 'lock'))
  try {
    await make(input, places)
    return binding
  } finally {
    rmSync(places.making, { recursive: true, force: true })
    release()
  }
}

/** Whether it was brought before, in this version. */
function isReady(folder: string): boolean {
  try {
    const { tensorflow } = JSON.parse(readFileSync(join(folder, 'library.json'), 'utf8')) as {
      tensorflow?: unknown
    }
    return tensorflow === tensorflowVersion
  } catch {
    return false
  }
}

/** Leaves as little behind as a process that is told to end can: the next try goes on from what was fetched. */
export function abandon(input: Pick<BringInput, 'folder' | 'variant'>): void {
  const { home, making } = placesOf(input)
  rmSync(making, { recursive: true, force: true })
  rmSync(join(home, 'lock'), { force: true })
}

async function make(input: BringInput, places: Places): Promise<void> {
  const wheel = wheelFor(input.variant, process.platform, process.arch)
  if (!wheel) throw new Problem(`There is no such library for ${process.platform} on ${process.arch}.`)
  requireCompiler()
  requireSpace(places.home, wheel)
  rmSync(places.making, { recursive: true, force: true })
  mkdirSync(places.making, { recursive: true })
  const archives = [wheel, ...(input.variant === 'gpu' ? cudaWheels : [])]
  for (const archive of archives) await fetchAndUnpack(archive, input, places)
  input.report('Compiling the binding', 0, 0)
  arrangeLibraries(places.making, process.platform)
  await compileBinding(places.making, input.log)
  rmSync(join(places.making, 'tensorflow'), { recursive: true })
  input.report('Trying the library', 0, 0)
  await describe(input.variant, places.making)
  rmSync(places.ready, { recursive: true, force: true })
  renameSync(places.making, places.ready)
  rmSync(places.downloads, { recursive: true, force: true })
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
async function describe(variant: Variant, folder: string): Promise<void> {
  const nvidia = join(folder, 'nvidia')
  const cuda = existsSync(nvidia) ? readdirSync(nvidia).map((name) => `nvidia/${name}/lib`) : []
  const libraryFolders = ['lib', ...cuda.filter((path) => existsSync(join(folder, path)))]
  const search = libraryFolders.map((path) => join(folder, path)).join(':')
  const tensorflow = await smokeTest(join(folder, bindingName), { LD_LIBRARY_PATH: search })
  if (tensorflow !== tensorflowVersion) throw new Problem(`The library calls itself ${tensorflow}.`)
  const record = { version: 1, variant, tensorflow, binding: bindingName, libraryFolders }
  writeFileSync(join(folder, 'library.json'), JSON.stringify(record, null, 2))
}
