import { rungNames, type RungName } from '../engine'
import type { EngineInfo } from '../protocol/api'
import { TrainerProcess, type ServicePaths } from './training/child'
import type { FromTrainer } from './training/messages'

type Rung = EngineInfo['rungs'][number] & { device?: string }

/** Probing a rung may take this long before it counts as hanging. Compiling or loading can take seconds. */
const probeLimitMs = 60_000

/**
 * Tries every rung in a process of its own, one after another, and remembers the answer: a rung counts when a test
 * step gives the right numbers; the quickest is used. A driver that crashes costs a line in the engine panel.
 */
export class EngineRungs {
  readonly #paths: ServicePaths
  #info: Promise<EngineInfo> | undefined

  constructor(paths: ServicePaths) {
    this.#paths = paths
  }

  info(): Promise<EngineInfo> {
    this.#info ??= this.#probeAll()
    return this.#info
  }

  async #probeAll(): Promise<EngineInfo> {
    const rungs: Rung[] = []
    for (const name of rungNames) rungs.push(await this.#probe(name))
    const best = rungs
      .filter(({ available }) => available)
      .sort((a, b) => (a.stepMs ?? Infinity) - (b.stepMs ?? Infinity))[0]
    return {
      inUse: best?.name ?? 'none',
      device: best?.device ?? 'nothing that can train',
      rungs: rungs.map(({ name, available, reason, stepMs }) => ({ name, available, reason, stepMs })),
    }
  }

  #probe(name: RungName): Promise<Rung> {
    return new Promise((resolve) => {
      const missing = (reason: string): void => finish({ name, available: false, reason, stepMs: null })
      const child = new TrainerProcess(
        this.#paths,
        (message) => finish(rungFrom(name, message)),
        (reason) => missing(`The test step failed: ${reason}.`),
      )
      const watchdog = setTimeout(() => missing('The test step did not end within a minute.'), probeLimitMs)
      const finish = (rung: Rung): void => {
        clearTimeout(watchdog)
        child.kill()
        resolve(rung)
      }
      child.tell({ kind: 'probe', rung: name })
    })
  }
}

function rungFrom(name: RungName, message: FromTrainer): Rung {
  if (message.kind === 'probed') {
    const { device, stepMs } = message
    return { name, available: true, reason: `Works on ${device}.`, stepMs, device }
  }
  const reason = message.kind === 'failed' ? message.message : 'It gave no answer.'
  return { name, available: false, reason, stepMs: null }
}
