import type { Edges } from '../edges'
import { projectionFields } from '../fields'
import { neighboursFor } from '../near'
import { startPositions } from '../start'
import { reported, type LayoutCodes, type LayoutProgress, type LayoutStart } from '../steps'
import { affinities } from './affinities'
import { attract, oneWay } from './attraction'
import { repel } from './repulsion'
import { spaceTree } from './space-tree'

export interface TsneSettings extends LayoutStart {
  dimensions: 2 | 3
  /** How many neighbours each code takes for its own, effectively: few show fine structure, many the large one. */
  perplexity?: number
  iterations?: number
  /** Cells seen under a smaller angle count as one point: larger is quicker and less exact, at most 0.7. */
  angle?: number
}

const usual = projectionFields.tsne
const leastCodes = 4
/** Share of the iterations in which all pulls are `exaggeration` times as strong, so that clusters find together. */
const exaggeratedShare = 0.25
const exaggeration = 12
/** Standard deviation of the first axis at the start: so small that the pulls alone decide. */
const startDeviation = 1e-4
/** Points whose repulsion is summed between two pauses. */
const pointsAtOnce = 4096
const neighbourShare = 0.15

/**
 * t-SNE (van der Maaten & Hinton 2008) with the Barnes-Hut approximation (van der Maaten 2014), started at the principal
 * components (Kobak & Berens 2019) with a learning rate that grows with the data (Belkina et al. 2019).
 *
 * @yields the share that is done and, once there is one, the layout as it stands
 * @returns positions, row-major [count, dimensions]
 * @throws RangeError when there are too few codes
 */
export function* tsne(data: LayoutCodes, settings: TsneSettings): Generator<LayoutProgress, Float32Array> {
  const { count } = data
  if (count < leastCodes) throw new RangeError(`a t-SNE map needs ${leastCodes} codes or more, not ${count}`)
  const { dimensions, iterations = usual.iterations.usual, angle = 0.7 } = settings
  const perplexity = Math.min(settings.perplexity ?? usual.perplexity.usual, (count - 1) / 3)
  const near = yield* neighboursFor(data, settings, Math.floor(3 * perplexity), neighbourShare)
  const edges = oneWay(
    yield* reported(affinities(near, perplexity), { stage: 'neighbours', share: neighbourShare }),
  )
  const descent = new Descent(edges, settings.from?.slice() ?? started(data, settings), dimensions, angle)
  const exaggerated = settings.from ? 0 : Math.round(exaggeratedShare * iterations)
  for (let iteration = 0; iteration < iterations; iteration++)
    for (const done of descent.step(iteration < exaggerated))
      yield {
        stage: 'layout',
        share: neighbourShare + (1 - neighbourShare) * ((iteration + done) / iterations),
        positions: descent.positions,
      }
  return descent.positions
}

function started(
  { codes, count, latentSize }: LayoutCodes,
  { dimensions, seed = 1 }: TsneSettings,
): Float32Array {
  const start = startPositions(codes, count, latentSize, dimensions, { reach: 1, seed })
  const first = start.filter((_, p) => p % dimensions === 0)
  const deviation = Math.sqrt(first.reduce((sum, x) => sum + x * x, 0) / count) || 1
  return start.map((x) => (x * startDeviation) / deviation)
}

/** Gradient descent with momentum and a gain for each coordinate (Jacobs 1988), as in the original t-SNE. */
class Descent {
  readonly positions: Float32Array
  readonly #edges: Edges
  readonly #dimensions: 2 | 3
  readonly #angle: number
  readonly #rate: number
  readonly #pulls: Float64Array
  readonly #pushes: Float64Array
  readonly #velocity: Float64Array
  readonly #gains: Float64Array

  constructor(edges: Edges, positions: Float32Array, dimensions: 2 | 3, angle: number) {
    this.positions = positions
    this.#edges = edges
    this.#dimensions = dimensions
    this.#angle = angle
    this.#rate = Math.max(200, positions.length / dimensions / exaggeration)
    this.#pulls = new Float64Array(positions.length)
    this.#pushes = new Float64Array(positions.length)
    this.#velocity = new Float64Array(positions.length)
    this.#gains = new Float64Array(positions.length).fill(1)
  }

  /** @yields share of this step that is done */
  *step(isExaggerated: boolean): Generator<number, void> {
    const count = this.positions.length / this.#dimensions
    const tree = spaceTree(this.positions, this.#dimensions)
    let total = 0
    for (let first = 0; first < count; first += pointsAtOnce) {
      if (first > 0) yield first / count
      const end = Math.min(count, first + pointsAtOnce)
      total += repel(tree, this.#angle, first, end, this.#dimensions, this.#pushes)
    }
    attract(this.#edges, this.positions, this.#dimensions, this.#pulls)
    this.#move(isExaggerated ? exaggeration : 1, total, isExaggerated ? 0.5 : 0.8)
    this.#centre()
    yield 1
  }

  #move(exaggerated: number, total: number, momentum: number): void {
    const [velocity, gains] = [this.#velocity, this.#gains]
    for (let p = 0; p < velocity.length; p++) {
      const gradient = 4 * (exaggerated * this.#pulls[p]! - this.#pushes[p]! / total)
      const isTurning = gradient > 0 === velocity[p]! > 0
      gains[p] = isTurning ? Math.max(0.01, gains[p]! * 0.8) : gains[p]! + 0.2
      velocity[p] = momentum * velocity[p]! - this.#rate * gains[p]! * gradient
      this.positions[p]! += velocity[p]!
    }
  }

  #centre(): void {
    const count = this.positions.length / this.#dimensions
    for (let axis = 0; axis < this.#dimensions; axis++) {
      let sum = 0
      for (let p = axis; p < this.positions.length; p += this.#dimensions) sum += this.positions[p]!
      for (let p = axis; p < this.positions.length; p += this.#dimensions) this.positions[p]! -= sum / count
    }
  }
}
