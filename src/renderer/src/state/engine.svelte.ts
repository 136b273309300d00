import type { RungName, RungReport } from '../../../core/records/engine'
import type { EngineInfo } from '../../../protocol/api'
import { isTested, reportOf } from '../../../protocol/engine-words'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled, type Failure } from './failures'

/** Asked late: the answer costs tests of the machine, and the first picture comes first. */
const untilAskedMs = 3000

/** What trains on this machine. The service owns it; this shows it and passes wishes on. */
export class Engine {
  info: EngineInfo | undefined = $state.raw()
  /** A wish is on its way to the service. */
  busy = $state(false)
  failure: Failure | undefined = $state.raw()
  /** The rung in use, and while all are tested anew the one before. */
  used: RungReport | undefined = $state.raw()
  /** TensorFlow's native library came while the window was open, and what it brought works. */
  hasArrived = $state(false)
  #isAwaited = false
  readonly #service: Service

  constructor(service: Service) {
    this.#service = service
    service.on('engine.changed', (info) => this.#take(info))
    setTimeout(() => {
      if (!this.info) void this.ask()
    }, untilAskedMs)
  }

  get isTesting(): boolean {
    return this.info !== undefined && this.info.testing !== null
  }

  /** Every rung was tried. */
  get isTested(): boolean {
    return this.info !== undefined && isTested(this.info)
  }

  get isBringing(): boolean {
    return this.info?.library.state === 'bringing'
  }

  ask(): Promise<void> {
    return this.#ask('look at this computer', () => this.#service.call('engine.info', {}))
  }

  testAgain(): Promise<void> {
    return this.#ask('test the engine', () => this.#service.call('engine.test', { again: true }))
  }

  /** @param rung null for the quickest */
  choose(rung: RungName | null): Promise<void> {
    return this.#ask('change the engine', () => this.#service.call('engine.choose', { rung }))
  }

  bring(): Promise<void> {
    return this.#ask("bring TensorFlow's native library", () => this.#service.call('engine.bring', {}))
  }

  stopBringing(): Promise<void> {
    return this.#ask('stop the download', () => this.#service.call('engine.stopBringing', {}))
  }

  dismiss(): void {
    this.failure = undefined
  }

  async #ask(doing: string, work: () => Promise<EngineInfo>): Promise<void> {
    this.busy = true
    this.failure = undefined
    try {
      this.#take(await work())
    } catch (error) {
      if (!isCancelled(error)) this.failure = failureOf(doing, error)
    } finally {
      this.busy = false
    }
  }

  #take(info: EngineInfo): void {
    this.info = info
    this.used = reportOf(info, info.inUse) ?? (info.testing ? this.used : undefined)
    if (info.library.state === 'bringing') this.#isAwaited = true
    if (!this.#isAwaited || info.library.state !== 'ready' || !reportOf(info, 'native')?.available) return
    this.#isAwaited = false
    this.hasArrived = true
  }
}
