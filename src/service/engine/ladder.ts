import { rungLabels, rungNames, type RungName, type RungReport } from '../../core/records/engine'
import type { EngineInfo } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import { KeptResults } from './kept'
import type { Library } from './library'
import { testLimitsMs, testRung } from './test-rung'
import type { OpenTrainer } from './trainer'

/** Cheap to dear: the window has something to train on after a second or two. */
const testOrder: readonly RungName[] = ['wasm', 'native', 'cuda', 'webgl', 'webgpu']

export interface LadderInput {
  open: OpenTrainer
  library: Library
  /** Folder of the kept results. */
  folder: string
  /** Versions and drivers, in words: other ones make the results worthless. */
  machine: string
  /** Called with every change. */
  onChange(): void
  limitsMs?: Record<RungName, number>
}

/**
 * Which rungs work on this machine, how quick they are and which one trains.
 *
 * Each is tested in a trainer of its own, one after another. The quickest whose numbers are right is used, unless
 * another was chosen by hand.
 */
export class Ladder {
  readonly #input: LadderInput
  readonly #kept: KeptResults
  #reports = new Map<RungName, RungReport>()
  #chosen: RungName | null = null
  #testing: RungName | null = null
  #tests: Promise<void> | undefined

  constructor(input: LadderInput) {
    this.#input = input
    this.#kept = new KeptResults(input.folder)
    const kept = this.#kept.read()
    this.#chosen = kept?.chosen ?? null
    if (kept?.machine === input.machine)
      kept.reports.forEach((report) => this.#reports.set(report.name, report))
    this.#skipCasualty()
  }

  /** A rung whose test took the whole app down is not tried again by itself. */
  #skipCasualty(): void {
    const name = this.#kept.casualty()
    if (!name || this.#reports.has(name)) return
    const reason = 'The app ended while this was tested, so it was left out since.'
    const advice = 'Test again after an update of the driver.'
    // Whoever makes the ladder does not have it yet, so nobody is told.
    this.#reports.set(name, {
      name,
      available: false,
      device: '',
      reason,
      advice,
      stepMs: null,
      isSoftware: false,
    })
    this.#save()
    this.#kept.clearMark()
  }

  get info(): Omit<EngineInfo, 'decoding'> {
    return {
      inUse: this.#best()?.name ?? null,
      chosen: this.#chosen,
      testing: this.#testing,
      rungs: rungNames.flatMap((name) => this.#reports.get(name) ?? []),
      library: this.#input.library.state,
    }
  }

  /** Resolves when every rung was tested: at once when all of them were. */
  test(again = false): Promise<void> {
    if (again && !this.#tests) this.#reports.clear()
    this.#tests ??= this.#testAll().finally(() => (this.#tests = undefined))
    return this.#tests
  }

  async #testAll(): Promise<void> {
    for (const name of testOrder) if (!this.#reports.has(name)) await this.#test(name)
  }

  async #test(name: RungName): Promise<void> {
    this.#testing = name
    this.#input.onChange()
    // The last resort cannot take the app down: it is left out for nothing.
    if (name !== 'wasm') this.#kept.markTesting(name)
    const limits = this.#input.limitsMs ?? testLimitsMs
    const report = await testRung(this.#input.open, name, limits[name])
    this.#kept.clearMark()
    this.#testing = null
    this.#keep(report)
  }

  #keep(report: RungReport): void {
    this.#reports.set(report.name, report)
    this.#write()
  }

  #write(): void {
    this.#save()
    this.#input.onChange()
  }

  #save(): void {
    const { machine } = this.#input
    this.#kept.write({ version: 1, machine, reports: [...this.#reports.values()], chosen: this.#chosen })
  }

  /** @throws ServiceError for a rung that does not work here */
  choose(rung: RungName | null): void {
    if (rung) this.#requireWorking(rung)
    this.#chosen = rung
    this.#write()
  }

  #works(rung: RungName): boolean {
    return this.#reports.get(rung)?.available === true
  }

  #requireWorking(rung: RungName): void {
    if (!this.#works(rung))
      throw new ServiceError('invalid-request', `${rungLabels[rung]} does not work on this machine.`)
  }

  /** Something about these rungs changed, or one failed at work: what was known of them counts no more. */
  forget(...names: RungName[]): void {
    names.forEach((name) => this.#reports.delete(name))
    this.#write()
  }

  /**
   * The rung to train on, once that can be said.
   *
   * @param wanted instead of the one in use
   * @throws ServiceError when it does not work, or nothing on this machine can train
   */
  async rungForRun(wanted?: RungName): Promise<RungName> {
    // Who asked for one that works need not wait for tests of others, such as of one that has just failed.
    if (wanted && this.#works(wanted)) return wanted
    await this.test()
    if (wanted) this.#requireWorking(wanted)
    const rung = wanted ?? this.#best()?.name
    if (rung) return rung
    throw new ServiceError('invalid-request', 'Nothing on this machine can train; the engine panel says why.')
  }

  /** The quickest that is left when this one failed. */
  nextAfter(failed: RungName): RungName | undefined {
    return this.#byTime().find(({ name }) => name !== failed)?.name
  }

  #best(): RungReport | undefined {
    const working = this.#byTime()
    return working.find(({ name }) => name === this.#chosen) ?? working[0]
  }

  #byTime(): RungReport[] {
    const working = [...this.#reports.values()].filter(({ available }) => available)
    return working.sort((a, b) => (a.stepMs ?? Infinity) - (b.stepMs ?? Infinity))
  }
}
