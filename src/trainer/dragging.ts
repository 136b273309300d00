import type { RungName } from '../core/records/engine'
import { Dragger, type Backend } from '../engine/training'
import type { Home } from './home'
import type { DragInput, DragTask } from './messages'

/** A model that is kept open, so that its pictures can be dragged again and again. */
export class Dragging {
  readonly #home: Home
  readonly #open: (rung: RungName) => Promise<Backend>
  #dragger: Promise<Dragger> | undefined
  #isStopped = false

  constructor(home: Home, open: (rung: RungName) => Promise<Backend>) {
    this.#home = home
    this.#open = open
  }

  /** Drags that are asked for meanwhile wait for it. */
  async open({ rung, config, side, checkpoint }: DragInput): Promise<void> {
    this.#dragger = this.#open(rung).then(
      (backend) => new Dragger({ backend, config, side, files: checkpoint }),
    )
    await (await this.#dragger).warmUp()
    await this.#home.tell({ kind: 'opened' })
  }

  async drag(task: DragTask): Promise<void> {
    this.#isStopped = false
    const dragger = await this.#dragger
    if (!dragger) throw new Error('no model was opened to drag pictures of')
    const end = await dragger.drag(task, async (step) => {
      await this.#home.tell({ kind: 'dragged', ...step })
      await this.#home.breathe()
      return !this.#isStopped
    })
    await this.#home.tell({ kind: 'drag-ended', end })
  }

  /** Ends the drag that goes on with what it has come to. */
  stop(): void {
    this.#isStopped = true
  }
}
