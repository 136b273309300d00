import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusteredCodes } from '../../../core/projection/codes.fixture'
import { mapFromLatent, mapFromLatents } from '../../../core/projection/affine'
import { fitPrincipalComponents } from '../../../core/projection/pca'
import { openProjection } from '../../../core/projection/projection'
import { isSamePlane, planeInWords, planeOf, vouchedBy } from './terrain-plane'

const [count, latentSize] = [300, 6]
const { codes } = clusteredCodes(count, latentSize, 1, 4)
const pca = fitPrincipalComponents(codes, count, latentSize, 2)
const positions = mapFromLatents(pca, codes, count)
const affine = openProjection({ method: 'pca', ...pca, dimensions: 2, latentSize })
const local = openProjection(
  { method: 'umap', dimensions: 2, latentSize, count, settings: {} },
  { codes, positions },
)
const codeOf = (i: number): Float32Array => codes.slice(i * latentSize, (i + 1) * latentSize)
const placeOf = (i: number): number[] => [...positions.subarray(2 * i, 2 * i + 2)]
const close = (a: ArrayLike<number>, b: ArrayLike<number>): void =>
  Array.from(a).forEach((x, i) => expect(x).toBeCloseTo(b[i]!, 4))

test('the plane of a formula goes through the anchor, and each of its codes lies where it is seen', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: count - 1 }),
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -5, max: 5, noNaN: true }),
      (index, x, y) => {
        const plane = planeOf(affine, codes, { code: codeOf(index), index })
        close(plane.codeAt(placeOf(index)), codeOf(index))
        close(mapFromLatent(pca, plane.codeAt([x, y])), [x, y])
      },
    ),
    { seed: 1 },
  )
})

test('an anchor that moves within its plane keeps it, another code has another one', () => {
  const plane = planeOf(affine, codes, { code: codeOf(3), index: 3 })
  const moved = plane.codeAt([2, -1])
  expect(isSamePlane(plane, planeOf(affine, codes, { code: moved }))).toBe(true)
  expect(isSamePlane(plane, planeOf(affine, codes, { code: codeOf(4), index: 4 }))).toBe(false)
  expect(isSamePlane(plane, planeOf(affine, codes, undefined))).toBe(false)
})

test('blends give the anchor back where it lies, and far from it do not know of it', () => {
  const at = (index: number) => planeOf(local, codes, { code: codeOf(index), index })
  close(at(7).codeAt(placeOf(7)), codeOf(7))
  const far = [...positions.subarray(0, 2)].map((x) => x + 1e3)
  close(at(7).codeAt(far), at(8).codeAt(far))
  expect(isSamePlane(at(7), at(8))).toBe(false)
})

test('the data vouch for their own places, and less and less for those beyond', () => {
  const square = Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1)
  const vouched = vouchedBy(square, 1, 0.25)
  expect(vouched(0, 1)).toBe(1)
  const shares = [1, 2, 3, 4, 5, 6, 7, 8].map((x) => vouched(x, 0))
  expect(shares).toEqual([...shares].sort((a, b) => b - a))
  expect(shares[0]).toBe(1)
  expect(shares.at(-1)).toBe(0.25)
})

test('it says which plane is seen', () => {
  expect(planeInWords(affine, { image: 'image 3', isEdited: true })).toContain('the edit of image 3')
  expect(planeInWords(affine, undefined)).toContain('the middle of the data')
  expect(planeInWords(local, { image: 'image 3', isEdited: false })).toContain('blends')
})
