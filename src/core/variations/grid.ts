/** The codes of a grid of variations. */
import { codeOf, evaluateEdit, type EditSpace } from '../editing/evaluate'
import { wayBetween } from '../path/codes'
import type { GridFace, GridRecord } from '../records/grid'
import { conditionsOf } from '../records/training'
import { codeBetween, type Way } from '../timeline/between'
import { withAmounts } from '../timeline/keyframe-code'

/** Pictures across and down of an analogy. */
export const analogySteps = 5

/** Row by row, [rows][columns][latentSize]; empty when a face or a concept is missing. */
export function codesOfGrid(grid: GridRecord, space: EditSpace): Float32Array[][] {
  const faces = grid.faces.map((face) => codeOfFace(face, space))
  const [first, second] = grid.conceptIds
  const moved = (code: Float32Array, amounts: [string, number][]): Float32Array =>
    withAmounts(code, amounts, space)
  if (grid.kind === 'analogy') return faces.length < 3 ? [] : jDiagram(faces, analogySteps, wayOf(space))
  if (first === undefined || !faces[0]) return []
  if (grid.kind === 'amounts')
    return faces.map((code) => grid.amounts.map((amount) => moved(code, [[first, amount]])))
  if (second === undefined) return []
  const across = (up: number): Float32Array[] =>
    grid.amounts.map((amount) =>
      moved(faces[0]!, [
        [first, amount],
        [second, up],
      ]),
    )
  return grid.amounts.toReversed().map(across)
}

function codeOfFace({ image, operations }: GridFace, space: EditSpace): Float32Array {
  return evaluateEdit(codeOf(space, image) ?? new Float32Array(space.latentSize), operations, space)
}

/** What A is to B, C is to it: `C + B - A` (Mikolov et al. 2013, arXiv 1301.3781). */
export function analogyOf(a: Float32Array, b: Float32Array, c: Float32Array): Float32Array {
  return c.map((x, i) => x + b[i]! - a[i]!)
}

/**
 * A at the upper left, B at the upper right, C at the lower left, and what completes the analogy in the last corner; all
 * others between them (White 2016, arXiv 1609.04468, section 3.1).
 *
 * @returns [steps][steps][latentSize]
 */
function jDiagram([a, b, c]: readonly Float32Array[], steps: number, way: Way): Float32Array[][] {
  const corner = analogyOf(a!, b!, c!)
  const shares = Array.from({ length: steps }, (_, i) => i / (steps - 1))
  return shares.map((down) => {
    const [left, right] = [between(a!, c!, down, way), between(b!, corner, down, way)]
    return shares.map((across) => between(left, right, across, way))
  })
}

function between(from: Float32Array, to: Float32Array, share: number, way: Way): Float32Array {
  const ends = { from: { timeMs: 0, value: from }, to: { timeMs: 1, value: to } }
  return codeBetween({ before: undefined, ...ends, after: undefined }, way, share)
}

const wayOf = ({ config }: EditSpace): Way => ({
  isArc: wayBetween(config).way === 'slerp',
  isSmooth: false,
  conditions: conditionsOf(config).length,
})
