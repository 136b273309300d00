/** In space thumbnails have room for one another as they are seen: their levels follow the view, once it is at rest. */
import { inSlices } from '../state/slices'
import type { CameraRig } from './camera-rig'
import type { MapLayers } from './map-layers'
import type { Morph } from './morph'
import type { Pose } from './orbit'
import { Projection } from './projection'
import type { Tweens } from './tweens'

const fadeMs = 240
/** What one sees the difference of. */
const leastTurn = 0.02
const leastZoom = 1.15
/** As a share of the height that is in view. */
const leastShift = 0.15

interface Turned {
  layers: MapLayers
  morph: Morph
  rig: CameraRig
  tweens: Tweens
}

export class TurnedLevels {
  readonly #turned: Turned
  readonly #invalidate: () => void
  /** The view that the levels are of, or will be; undefined while they are of the view from the front. */
  #pose: Pose | undefined
  #work: AbortController | undefined

  constructor(turned: Turned, invalidate: () => void) {
    this.#turned = turned
    this.#invalidate = invalidate
  }

  /** The thumbnails were placed anew, as seen from the front. */
  forget(): void {
    this.stir()
    this.#pose = undefined
  }

  /** The view moves: what is being worked out for it would come too late. */
  stir(): void {
    if (!this.#work) return
    this.#work.abort()
    this.#work = this.#pose = undefined
  }

  /** Nothing moves. */
  rest(): void {
    const { layers, rig } = this.#turned
    const isDeep = rig.view.openness === 1 && layers.hasThumbnails
    if (!isDeep || (this.#pose && isAlike(this.#pose, rig.view))) return
    this.#pose = rig.view
    void this.#level()
  }

  async #level(): Promise<void> {
    const { layers, morph, rig, tweens } = this.#turned
    const { signal } = (this.#work = new AbortController())
    const work = layers.levelsIn(morph, rig.extent, new Projection(rig.view, rig.viewport))
    const levels = await inSlices(work, { signal })
    if (!levels) return
    this.#work = undefined
    layers.setLevels(morph, levels)
    tweens.run('levels', fadeMs, (amount) => (layers.thumbnails.fresh = amount))
    this.#invalidate()
  }
}

function isAlike(a: Pose, b: Pose): boolean {
  const turn = Math.hypot(a.yaw - b.yaw, a.pitch - b.pitch)
  const zoom = Math.abs(Math.log(a.heightInMap / b.heightInMap))
  const [p, q] = [a.centreInMap, b.centreInMap]
  const shift = Math.hypot(p.x - q.x, p.y - q.y, p.z - q.z) / b.heightInMap
  return turn < leastTurn && zoom < Math.log(leastZoom) && shift < leastShift
}
