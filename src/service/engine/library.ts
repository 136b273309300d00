import { fork, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { NativeLibrary } from '../../core/records/engine'
import type { FromBringer } from '../../native-setup/messages'
import type { ServicePaths } from '../paths'
import { readJsonFile, writeFileQuietly } from './json-file'
import { readLibrary } from './library-record'
import { giveWay } from './priority'

type Places = Pick<ServicePaths, 'machine' | 'bring'>

/** After a failure it is not tried again by itself for so long: a machine without a compiler has none tomorrow noon. */
const restMs = 24 * 3_600_000

/** TensorFlow's native library in this machine's folder, and bringing it there in the background. */
export class Library {
  readonly #places: Places
  #state: NativeLibrary
  #child: ChildProcess | undefined
  /** Called with every change of the state. */
  onChange: () => void = () => {}
  /** Called when the library has arrived. */
  onArrival: () => void = () => {}

  constructor(places: Places) {
    this.#places = places
    this.#state = this.#found()
  }

  get state(): NativeLibrary {
    return this.#state
  }

  #found(): NativeLibrary {
    const library = readLibrary(this.#places.machine, 'cpu')
    if (library) return still('ready', `TensorFlow ${library.tensorflow}`)
    if (process.env['SLERP_NATIVE'] === 'skip')
      return still('skipped', 'SLERP_NATIVE=skip: it is not brought by itself.')
    const failure = this.#lastFailure()
    return failure ? still('failed', failure.message) : still('absent', '')
  }

  /** Unless it is there, unwanted, or just failed. */
  bringByItself(): void {
    if (this.#state.state === 'absent') this.bring()
    const failure = this.#lastFailure()
    if (this.#state.state === 'failed' && failure && Date.now() - failure.at > restMs) this.bring()
  }

  bring(): void {
    if (this.#child || this.#state.state === 'ready') return
    this.#put({ state: 'bringing', label: 'Starting', done: 0, total: 0 })
    const { bring, machine } = this.#places
    const child = fork(bring, ['--variant=cpu', `--folder=${machine}`], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    })
    this.#child = child
    giveWay(child.pid, constants.priority.PRIORITY_LOW)
    child.on('message', (message) => this.#hear(message as FromBringer))
    child.on('error', (error) => this.#fail(error.message))
    child.on('close', () => this.#fail('It ended without a word.'))
  }

  stop(): void {
    const child = this.#child
    this.#child = undefined
    child?.kill('SIGTERM')
    if (child) this.#put(still('absent', 'Stopped; what was fetched is kept for the next time.'))
  }

  #hear(message: FromBringer): void {
    if (!this.#child) return
    if (message.kind === 'failed') return this.#fail(message.message)
    if (message.kind === 'progress') {
      const { label, done, total } = message
      return this.#put({ state: 'bringing', label, done, total })
    }
    this.#child = undefined
    this.#put(this.#found())
    this.onArrival()
  }

  #fail(message: string): void {
    if (!this.#child) return
    this.#child = undefined
    writeFileQuietly(this.#failureFile, JSON.stringify({ message, at: Date.now() }))
    this.#put(still('failed', message))
  }

  get #failureFile(): string {
    return join(this.#places.machine, 'native', 'failure.json')
  }

  #lastFailure(): { message: string; at: number } | undefined {
    const { message, at } = (readJsonFile(this.#failureFile) ?? {}) as Record<string, unknown>
    return typeof message === 'string' && typeof at === 'number' ? { message, at } : undefined
  }

  #put(state: NativeLibrary): void {
    this.#state = state
    this.onChange()
  }
}

const still = (state: NativeLibrary['state'], label: string): NativeLibrary => ({
  state,
  label,
  done: 0,
  total: 0,
})
