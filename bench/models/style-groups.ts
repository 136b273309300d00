import { InferenceSession, Tensor } from 'onnxruntime-node'
import { gaussians, mulberry32 } from '../../src/core/random/random'
import type { Learned } from './learn'
import type { Judge } from './probes'

/** The layers of a style-based generator that share a style, in the order in which a code holds their parts. */
export const groups = ['coarse', 'middle', 'fine'] as const

/** Styles of random draws as the model's own mapping gives them, codes [count, codeSize]. */
export async function drawnCodes({ config, files }: Learned, count: number): Promise<Float32Array> {
  const { latentSize } = config
  const z = gaussians(count * latentSize, mulberry32(4))
  const session = await InferenceSession.create(files['mapping.onnx']!)
  const { code } = await session.run({ z: new Tensor('float32', z, [count, latentSize]) })
  await session.release()
  return Float32Array.from(code!.data as Float32Array)
}

/** Each code with one group's style taken from the next code. */
export function mixedWithNext(codes: Float32Array, codeSize: number, group: number): Float32Array {
  const [count, part] = [codes.length / codeSize, codeSize / groups.length]
  return codes.map((x, i) => {
    const [row, at] = [Math.floor(i / codeSize), i % codeSize]
    return Math.floor(at / part) === group ? codes[((row + 1) % count) * codeSize + at]! : x
  })
}

/** What a classifier finds in faces and in the same faces with a style of the next. */
export interface Findings {
  before: boolean[]
  after: boolean[]
}

/**
 * Of the faces whose next face differs in this, the share that follows it when the style is taken; NaN when none does.
 * Beside it the share of all others that change although both faces agree.
 */
export function flipRates({ before, after }: Findings): { follows: number; strays: number } {
  const next = before.map((_, i) => before[(i + 1) % before.length]!)
  const changed = before.map((was, i) => was !== after[i])
  const shareWhere = (differs: boolean): number => {
    const among = changed.filter((_, i) => (before[i] !== next[i]) === differs)
    return among.filter(Boolean).length / among.length
  }
  return { follows: shareWhere(true), strays: shareWhere(false) }
}

export async function findings(
  judge: Judge,
  name: string,
  pictures: { before: Uint8Array; after: Uint8Array },
  count: number,
): Promise<Findings> {
  return {
    before: await judge.says(name, pictures.before, count),
    after: await judge.says(name, pictures.after, count),
  }
}
