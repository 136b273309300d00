import { delimiter } from 'node:path'
import type { RungName } from '../../core/records/engine'
import { readLibrary, type LibraryRecord } from './library-record'

/** The variables a trainer's process starts with: some libraries read theirs only while they are loaded. */
export function environmentFor(rung: RungName, machine: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Inside Electron the running program is Electron; this makes it behave as plain Node.
    ELECTRON_RUN_AS_NODE: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
    // With glibc's own choice, eight per processor, every thread keeps what another could use.
    MALLOC_ARENA_MAX: '1',
    // Otherwise TensorFlow takes all memory of the GPU at once.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    ...libraryFor(rung, machine),
  }
}

function libraryFor(rung: RungName, machine: string): NodeJS.ProcessEnv {
  // The processor's rung must not be the GPU's by another name.
  if (rung === 'native') return { CUDA_VISIBLE_DEVICES: '-1', ...variables(readLibrary(machine, 'cpu')) }
  return rung === 'cuda' ? variables(readLibrary(machine, 'gpu')) : {}
}

function variables(library: LibraryRecord | undefined): NodeJS.ProcessEnv {
  if (!library) return {}
  const name = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  const before = process.env[name]
  const folders = [...library.libraryFolders, ...(before ? [before] : [])]
  return { SLERP_TFJS_BINDING: library.binding, [name]: folders.join(delimiter) }
}
