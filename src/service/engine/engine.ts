import type { EngineInfo } from '../../protocol/api'
import type { Workspace } from '../workspace'
import { Ladder } from './ladder'
import { Library } from './library'
import { describeMachine } from './machine'
import { trainersOf } from './open-trainer'
import type { OpenTrainer } from './trainer'

/** What computes on this machine: the rungs that train, the library behind two of them, and what decodes. */
export class Engine {
  readonly open: OpenTrainer
  readonly ladder: Ladder
  readonly library: Library
  readonly #workspace: Workspace

  constructor(workspace: Workspace) {
    const { paths } = workspace
    this.#workspace = workspace
    this.open = trainersOf(paths)
    this.library = new Library()
    this.ladder = new Ladder({
      open: this.open,
      library: this.library,
      folder: paths.machine,
      machine: describeMachine(paths.version),
      onChange: () => this.#announce(),
    })
    workspace.coders.onChange = () => this.#announce()
  }

  #announce(): void {
    this.#workspace.hub.emit('engine.changed', this.info)
  }

  get info(): EngineInfo {
    return { ...this.ladder.info, decoding: this.#workspace.coders.decoding }
  }
}
