import { sampled, samplingMatrix, type Features, type Place, type Sides } from './bilinear'
import { arrivalOf, distanceBetween, pushes, tracked, type Handle } from './handles'

/** A drag on its way: where its handles are now, and what the next step compares. */
export class Course {
  readonly #picture: number
  readonly #targets: readonly Place[]
  /** What each handle looked like at first, [channels] each. */
  readonly #templates: readonly Float32Array[]
  #features: Features
  #at: Place[]

  /** @param features of the picture before anything moved @param picture its side, in pixels */
  constructor(handles: readonly Handle[], features: Features, picture: number) {
    this.#picture = picture
    this.#features = features
    this.#targets = handles.map(({ to }) => to)
    // Tracking compares whole pixels, so a handle is one.
    this.#at = handles.map(({ from: [x, y] }): Place => [Math.round(x), Math.round(y)])
    this.#templates = this.#at.map((place) => sampled(features, place, picture))
  }

  get places(): readonly Place[] {
    return this.#at
  }

  /** How far the handle furthest from its target is, in pixels. */
  get left(): number {
    return Math.max(...this.#at.map((place, i) => distanceBetween(place, this.#targets[i]!)))
  }

  get hasArrived(): boolean {
    return this.left <= arrivalOf(this.#at.length)
  }

  /** Finds the handles again in what the picture has become. */
  follow(features: Features): void {
    this.#features = features
    this.#at = this.#at.map((place, i) => tracked(features, this.#templates[i]!, place, this.#picture))
  }

  /** Weights that read the features where they shall come from, and the features as they are: rows are pixels. */
  next(): { moved: Float32Array; still: Float32Array } {
    const { still, moved } = pushes(this.#at.map((from, i): Handle => ({ from, to: this.#targets[i]! })))
    const sides: Sides = { picture: this.#picture, features: this.#features.side }
    const { channels } = this.#features
    const values = new Float32Array(still.length * channels)
    still.forEach((place, i) => values.set(sampled(this.#features, place, this.#picture), i * channels))
    return { moved: samplingMatrix(moved, sides), still: values }
  }
}
