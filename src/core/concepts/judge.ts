import type { Attribute } from '../records/attribute'
import type { ConceptQuality } from '../records/concept'
import { areaUnderCurve, balancedAccuracy } from '../statistics/auc'
import { aucInterval, balancedAccuracyInterval } from '../statistics/intervals'
import { probeScores, type LinearProbe } from '../statistics/logistic'
import { dot, norm } from '../statistics/moments'
import { codesOf, labelledRows, type LabelledCodes } from './labelled'

/** How well a probe tells the held-out images apart. */
export function judgeHeldOut(data: LabelledCodes, attribute: Attribute, probe: LinearProbe): ConceptQuality {
  const { codes, labels } = labelledRows(data, attribute, data.split.heldOut)
  return qualityOf('held-out', probeScores(probe, codes, labels.length), labels)
}

/** Of fewer in either pile nothing can be said. */
const fewestToJudge = 4

/**
 * Each example judged by what all others say: the line between the means of what is left of the two piles, and the
 * middle between them. Undefined with too few.
 */
export function judgeLeftOut(
  data: LabelledCodes,
  having: readonly number[],
  lacking: readonly number[],
): ConceptQuality | undefined {
  if (Math.min(having.length, lacking.length) < fewestToJudge) return undefined
  const [a, b] = [pile(data, having), pile(data, lacking)]
  const scores = [
    ...a.codes.map((code) => scoreOf(code, a, b)),
    ...b.codes.map((code) => -scoreOf(code, b, a)),
  ]
  const labels = [...a.codes.map(() => 1), ...b.codes.map(() => 0)]
  return qualityOf('left-out', Float64Array.from(scores), labels)
}

interface Pile {
  codes: Float32Array[]
  sum: Float64Array
}

function pile(data: LabelledCodes, rows: readonly number[]): Pile {
  const codes = rows.map((i) => codesOf(data, [i]))
  const sum = new Float64Array(data.latentSize)
  for (const code of codes) code.forEach((x, j) => (sum[j] = sum[j]! + x))
  return { codes, sum }
}

/** How far a code lies on the side of its own pile, without what it says itself; in latent units. */
function scoreOf(code: Float32Array, own: Pile, other: Pile): number {
  const there = other.sum.map((x) => x / other.codes.length)
  const here = own.sum.map((x, j) => (x - code[j]!) / (own.codes.length - 1))
  const direction = here.map((x, j) => x - there[j]!)
  const middle = here.map((x, j) => (x + there[j]!) / 2)
  return (dot(direction, code) - dot(direction, middle)) / (norm(direction) || 1)
}

function qualityOf(
  judgedOn: ConceptQuality['judgedOn'],
  scores: Float64Array,
  labels: readonly number[],
): ConceptQuality {
  const counts = [1, 0].map((label): [number, number] => {
    const own = scores.filter((_, i) => labels[i] === label)
    return [own.filter((score) => score > 0 === (label === 1)).length, own.length]
  })
  return {
    judgedOn,
    auc: areaUnderCurve(scores, labels),
    aucInterval: aucInterval(scores, labels),
    balancedAccuracy: balancedAccuracy(scores, labels),
    balancedAccuracyInterval: balancedAccuracyInterval(counts),
  }
}
