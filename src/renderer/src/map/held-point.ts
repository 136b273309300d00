/** The edited point: where its edit lies, or where the hand, or the spring after it, holds it. Knows no GPU. */
import type { Place } from './camera'
import type { EditedPoint } from './map-props'
import type { Marker } from './overlay-shapes'
import type { Tweens } from './tweens'

const springMs = 200

export class HeldPoint {
  #edited: EditedPoint | undefined
  hasPicture = false
  readonly #tweens: Tweens
  /** Until the next edit is told. */
  #held: { point: EditedPoint; inHand: boolean } | undefined

  constructor(tweens: Tweens) {
    this.#tweens = tweens
  }

  get point(): EditedPoint | undefined {
    return this.#held?.point ?? this.#edited
  }

  get inHand(): boolean {
    return this.#held?.inHand ?? false
  }

  get marker(): Marker | undefined {
    if (!this.point) return undefined
    const [x = 0, y = 0, z = 0] = this.point.pointInMap
    return { pointInMap: { x, y, z }, isHeld: this.inHand, hasPicture: this.hasPicture }
  }

  setEdited(edited: EditedPoint | undefined): void {
    this.#edited = edited
    if (!this.inHand) this.#held = undefined
  }

  /** Another point is selected: what was held of this one is over. */
  keepOnly(index: number | undefined): void {
    if (!this.inHand && this.#held?.point.index !== index) this.#held = undefined
  }

  hold(index: number, { x, y, z }: Place): void {
    this.#tweens.stop('spring')
    this.#held = { point: { index, pointInMap: [x, y, z] }, inHand: true }
  }

  /** Leaves the point where it is, until the next edit says otherwise. */
  release(): void {
    if (this.#held) this.#held.inHand = false
  }

  /** Lets the point fly back to where the drag began. */
  springBack(to: Place): void {
    const held = this.#held
    if (!held) return
    const [x = 0, y = 0, z = 0] = held.point.pointInMap
    this.#tweens.run('spring', springMs, (amount) => {
      const pointInMap = [x + (to.x - x) * amount, y + (to.y - y) * amount, z + (to.z - z) * amount]
      this.#held = amount < 1 ? { point: { ...held.point, pointInMap }, inHand: true } : undefined
    })
  }
}
