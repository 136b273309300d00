import type { EngineInfo } from '../../protocol/api'
import type { Workspace } from '../workspace'
import { chooseProvider } from './decoding'
import { Ladder } from './ladder'
import { Library } from './library'
import { describeMachine } from './machine'
import { trainersOf } from './open-trainer'
import type { OpenTrainer } from './trainer'

/** From the start of the service to the start of bringing the native library. */
const untilBringingMs = 20_000

/** What computes on this machine: the rungs that train, the library behind two of them, and what decodes. */
export class Engine {
  readonly open: OpenTrainer
  readonly ladder: Ladder
  readonly library: Library
  readonly #workspace: Workspace
  readonly #machine: string
  #isProviderKnown = false

  constructor(workspace: Workspace) {
    const { paths } = workspace
    this.#machine = describeMachine(paths.version)
    this.#workspace = workspace
    this.open = trainersOf(paths)
    this.library = new Library(paths)
    this.ladder = new Ladder({
      open: this.open,
      library: this.library,
      folder: paths.machine,
      machine: this.#machine,
      onChange: () => this.#announce(),
    })
    workspace.coders.onChange = () => this.#announce()
    this.library.onChange = () => this.#announce()
    this.library.onArrival = () => this.#testLibrary()
    // Well after the first window: what fetches and compiles must not hold it up.
    if (paths.bringsByItself) setTimeout(() => this.library.bringByItself(), untilBringingMs).unref()
  }

  /** It may be quicker than what is used now; the next run then trains on it. */
  #testLibrary(): void {
    this.ladder.forget('native', 'cuda')
    this.test().catch(() => {})
  }

  #announce(): void {
    this.#workspace.hub.emit('engine.changed', this.info)
  }

  /** Resolves when every rung was tested and it is known where decoding is quicker. */
  async test(again = false): Promise<void> {
    await this.ladder.test(again)
    await this.#chooseProvider()
  }

  /** Measured with the model in use; without one there is nothing to decode. */
  async #chooseProvider(): Promise<void> {
    const { coders, paths, currentModelId } = this.#workspace
    if (this.#isProviderKnown || !currentModelId) return
    this.#isProviderKnown = true
    const onnx = await this.#workspace.document.readDecoder(currentModelId)
    const { on, reason } = await chooseProvider(paths, this.#machine, onnx)
    coders.decodeOn(on, reason)
    this.#announce()
  }

  get info(): EngineInfo {
    return { ...this.ladder.info, decoding: this.#workspace.coders.decoding }
  }
}
