import type { Scalar, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { Features, Place } from '../../core/handles/bilinear'
import { Course } from '../../core/handles/course'
import { pushedPixels, type Handle } from '../../core/handles/handles'
import { movable } from '../../core/handles/learning'
import { outsideOf } from '../../core/handles/mask'
import { codeSizeOf } from '../../core/records/training'
import { compiled, type CompiledWork } from '../backends/backend'
import { buildLearner } from '../kinds'
import { disposeLearner, type Learner } from '../kinds/learner'
import { Adam } from '../training/adam'
import { restoreNetworks } from '../training/checkpoint'
import { lossesAndGradients } from '../training/minimise'
import { motionLoss, strayedLoss } from './motion-loss'
import type { TfjsInput } from './tfjs'

/** What is to go where, in the pixels of the picture. */
export interface DragTask {
  /** [codeSize] */
  z: Float32Array
  handles: readonly Handle[]
  /** 1 where the picture may change, [side * side]; absent where all of it may. */
  mask?: Uint8Array | undefined
  /** At most. */
  steps: number
}

export interface DragStep {
  step: number
  z: Float32Array
  /** Where the handles were found. */
  at: Place[]
  /** How far the one furthest from its target is, in pixels. */
  left: number
}

export type DragEnd = 'arrived' | 'stuck' | 'steps' | 'stopped'

const learningRate = 0.05
/** So many steps that bring nothing nearer, and it is given up. */
const patience = 40

/**
 * Drags points of a decoded picture by moving its code (Pan et al. 2023, "Drag your GAN: interactive point-based
 * manipulation on the generative image manifold"), through what any of our decoders makes at a quarter of the picture's side.
 *
 * It is opened once a model and drags as often as one likes, one drag after the other.
 */
export class Dragger {
  readonly #input: TfjsInput
  readonly #learner: Learner
  readonly #codes: Variable
  readonly #adam: Adam
  /** Which numbers of the code move, [1, codeSize]. */
  readonly #movable: Tensor2D
  readonly #look: CompiledWork
  /** A step by the number of handles. */
  readonly #steps = new Map<number, CompiledWork>()

  /** @throws RangeError when the weights do not fit, or pictures of this model cannot be dragged */
  constructor(input: TfjsInput) {
    const { backend, config, side, files } = input
    const { tf } = backend
    this.#input = input
    this.#learner = buildLearner(tf, config, side)
    restoreNetworks(this.#learner.networks, files)
    this.#codes = tf.tidy(() => tf.variable(tf.zeros([1, codeSizeOf(config)])))
    this.#adam = new Adam(tf, [this.#codes])
    this.#movable = tf.tensor2d(movable(config), [1, codeSizeOf(config)])
    this.#look = compiled(backend, () => [tf.clone(this.#features())], this.#variables)
  }

  /** Does one step to nowhere, so that the first drag waits for nothing. */
  async warmUp(): Promise<void> {
    const middle: Place = [this.#input.side / 2, this.#input.side / 2]
    const handles = [{ from: middle, to: [middle[0] + 4, middle[1]] as const }]
    const z = new Float32Array(codeSizeOf(this.#input.config))
    await this.drag({ z, handles, steps: 1 }, async () => true)
  }

  /** Every step is told; it ends early when `onStep` gives false. */
  async drag(task: DragTask, onStep: (step: DragStep) => Promise<boolean>): Promise<DragEnd> {
    const { tf } = this.#input.backend
    tf.tidy(() => this.#codes.assign(tf.tensor2d(task.z, [1, task.z.length])))
    this.#adam.restart()
    const features = await this.#read()
    const course = new Course(task.handles, features, this.#input.side)
    const stays = [...this.#staying(task, features), tf.scalar(farthestOf(task.z))]
    try {
      return await this.#follow(course, stays, task, onStep)
    } finally {
      tf.dispose(stays)
    }
  }

  async #follow(
    course: Course,
    stays: Tensor[],
    { steps, handles }: DragTask,
    onStep: (step: DragStep) => Promise<boolean>,
  ): Promise<DragEnd> {
    let [best, bestStep] = [course.left, 0]
    for (let step = 1; !course.hasArrived; step++) {
      if (step > steps) return 'steps'
      if (step - bestStep > patience) return 'stuck'
      this.#push(course, stays, { step, handles: handles.length })
      course.follow(await this.#read())
      if (course.left < best) [best, bestStep] = [course.left, step]
      const z = Float32Array.from(await this.#codes.data())
      if (!(await onStep({ step, z, at: [...course.places], left: course.left }))) return 'stopped'
    }
    return 'arrived'
  }

  /** The features as they are at first, and how much each of them is to stay. */
  #staying({ mask }: DragTask, { values, side, channels }: Features): Tensor[] {
    const { tf } = this.#input.backend
    const outside = outsideOf(mask, { picture: this.#input.side, features: side })
    return [tf.tensor2d(values, [side * side, channels]), tf.tensor2d(outside, [side * side, 1])]
  }

  #push(course: Course, stays: Tensor[], { step, handles }: { step: number; handles: number }): void {
    const { tf } = this.#input.backend
    const { moved, still } = course.next()
    const rows = handles * pushedPixels
    const inputs = [
      tf.tensor2d(moved, [rows, moved.length / rows]),
      tf.tensor2d(still, [rows, still.length / rows]),
      tf.scalar(this.#adam.stepSize(learningRate, step)),
    ]
    const next = this.#stepOf(handles).run([...inputs, ...stays, this.#movable])
    this.#adam.state.forEach((variable, i) => variable.assign(next[i]!))
    tf.dispose([...inputs, ...next])
  }

  #stepOf(handles: number): CompiledWork {
    const known = this.#steps.get(handles)
    if (known) return known
    const [{ backend }, adam] = [this.#input, this.#adam]
    const { tf } = backend
    const step = compiled(
      backend,
      (inputs) => {
        const [moved, still, size, first, outside, farthest, movable] = inputs as [
          Tensor2D,
          Tensor2D,
          Scalar,
          Tensor2D,
          Tensor2D,
          Scalar,
          Tensor2D,
        ]
        const target = { moved, still, first, outside }
        const loss = (): Scalar[] => [
          tf.add(motionLoss(tf, this.#places(), target, handles), strayedLoss(tf, this.#codes, farthest)),
        ]
        const { gradients } = lossesAndGradients(tf, { variables: [this.#codes] }, loss)
        const kept = { [this.#codes.name]: tf.mul(gradients[this.#codes.name]!, movable) }
        return adam.next(kept, size)
      },
      this.#variables,
    )
    this.#steps.set(handles, step)
    return step
  }

  #features(): Tensor4D {
    const { features } = this.#learner.networks.decoder
    if (!features)
      throw new RangeError(
        'Pictures of this kind of model cannot be dragged: it has no features of a quarter of their side.',
      )
    return features(this.#codes)
  }

  /** The same as rows, [places, channels]. */
  #places(): Tensor2D {
    const features = this.#features()
    return this.#input.backend.tf.reshape(features, [-1, features.shape[3]])
  }

  async #read(): Promise<Features> {
    const [features] = this.#look.run([])
    const [, side = 0, , channels = 0] = features!.shape
    const values = Float32Array.from((await features!.data()) as Float32Array)
    features!.dispose()
    return { values, side, channels }
  }

  /** Everything that is computed with. */
  get #variables(): Variable[] {
    return [...new Set([...this.#adam.state, ...this.#learner.networks.decoder.variables])]
  }

  dispose(): void {
    for (const work of [this.#look, ...this.#steps.values()]) work.dispose()
    this.#adam.dispose()
    this.#input.backend.tf.dispose([this.#codes, this.#movable])
    disposeLearner(this.#learner)
  }
}

/**
 * Squared lengths of draws of N(0, 1) reach this (chi-squared: its mean and twice its deviation), and where it began may
 * lie further out.
 */
const farthestOf = (z: Float32Array): number =>
  Math.max(
    z.length + 2 * Math.sqrt(2 * z.length),
    z.reduce((sum, x) => sum + x * x, 0),
  )
