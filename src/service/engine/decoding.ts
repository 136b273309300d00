import { join } from 'node:path'
import type { DecodingTimes, Provider } from '../../engine'
import type { ServicePaths } from '../paths'
import { readJsonFile, writeFileQuietly } from './json-file'
import { TrainerProcess } from './trainer-process'

/** Loading, compiling shaders and thirty decodes; a driver that hangs is not waited for. */
const limitMs = 60_000
/** The graphics card must be clearly quicker: its times wander more, and it is wanted for training as well. */
const quickerBy = 1.3

export interface ProviderChoice {
  on: Provider
  reason: string
}

/**
 * Where decoding is quicker on this machine: as was measured before, or measured now in a process of its own.
 *
 * @param machine versions and drivers that a kept answer must be for
 */
export async function chooseProvider(
  paths: ServicePaths,
  machine: string,
  onnx: Uint8Array,
): Promise<ProviderChoice> {
  const file = join(paths.machine, 'decoding.json')
  const kept = keptChoice(readJsonFile(file), machine)
  if (kept) return kept
  const choice = choiceFrom(await measured(paths, onnx))
  writeFileQuietly(file, JSON.stringify({ machine, ...choice }))
  return choice
}

function keptChoice(value: unknown, machine: string): ProviderChoice | undefined {
  const kept = (value ?? {}) as Partial<Record<keyof ProviderChoice | 'machine', unknown>>
  const { on, reason } = kept
  if (kept.machine !== machine || typeof reason !== 'string') return undefined
  return on === 'cpu' || on === 'webgpu' ? { on, reason } : undefined
}

export function choiceFrom(times: DecodingTimes | string): ProviderChoice {
  if (typeof times === 'string') return { on: 'cpu', reason: times }
  const { cpuMs, webgpuMs, reason } = times
  if (webgpuMs === null) return { on: 'cpu', reason }
  const figures = `${webgpuMs.toFixed(1)} ms on the graphics card, ${cpuMs.toFixed(1)} ms on the processor.`
  return { on: webgpuMs * quickerBy <= cpuMs ? 'webgpu' : 'cpu', reason: `A picture takes ${figures}` }
}

/** Times, or in words why there are none. */
function measured({ trainer, machine }: ServicePaths, onnx: Uint8Array): Promise<DecodingTimes | string> {
  return new Promise((resolve) => {
    const child = new TrainerProcess(trainer, machine, 'wasm', {
      onMessage: (message) => {
        if (message.kind === 'decoding-compared') finish(message.times)
      },
      onExit: (reason) => finish(`Trying the graphics card ended the process: ${reason}.`),
    })
    const watchdog = setTimeout(() => finish('The graphics card did not answer.'), limitMs)
    function finish(result: DecodingTimes | string): void {
      clearTimeout(watchdog)
      child.kill()
      resolve(result)
    }
    child.tell({ kind: 'compare-decoding', onnx })
  })
}
