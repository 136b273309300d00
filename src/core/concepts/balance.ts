import type { Attribute } from '../records/attribute'
import { meanAndDeviation } from '../statistics/moments'

/**
 * The difference of the class means of a label, each the mean over the cells of the other labels.
 *
 * With plain means a label that goes together with another (long hair with no beard) yields a direction that does
 * both. Here every combination of the other labels counts the same on both sides (Tom White, "Sampling Generative
 * Networks", arXiv 1609.04468, section 3.4: balanced attribute vectors). Cells with fewer than `smallestCell`
 * examples on either side are left out; with none left the plain means are used.
 *
 * @param codes row-major [count, latentSize]
 * @param rows which codes to use
 * @returns [latentSize], not normalised
 */
export function balancedDifference(
  codes: Float32Array,
  latentSize: number,
  rows: ArrayLike<number>,
  label: Attribute,
  others: readonly Attribute[],
): Float64Array {
  const cells = collectCells(codes, latentSize, rows, label, others)
  const full = [...cells.values()].filter(({ counts }) => Math.min(...counts) >= smallestCell)
  const used = full.length > 0 ? full : [merged(cells.values(), latentSize)]
  const difference = new Float64Array(latentSize)
  for (const { counts, sums } of used)
    for (let j = 0; j < latentSize; j++)
      difference[j]! += (sums[1][j]! / counts[1] - sums[0][j]! / counts[0]) / used.length
  return difference
}

/**
 * The labels to balance over: at most four, the most even first, or the cells would be empty. Not those that the
 * attribute implies: all who wear sunglasses wear glasses, and balancing would take the glasses out of them.
 */
export function balancingAttributes(usable: readonly Attribute[], attribute: Attribute): Attribute[] {
  const implied = (other: Attribute): boolean =>
    !attribute.values.some((value, i) => value === 1 && other.values[i] === 0)
  const evenness = ({ values }: Attribute): number => Math.abs(meanAndDeviation(values).mean - 0.5)
  return usable
    .filter((other) => other !== attribute && !implied(other))
    .map((other) => ({ other, evenness: evenness(other) }))
    .sort((a, b) => a.evenness - b.evenness)
    .slice(0, 4)
    .map(({ other }) => other)
}

const smallestCell = 8

interface Cell {
  counts: [number, number]
  sums: [Float64Array, Float64Array]
}

function emptyCell(latentSize: number): Cell {
  return { counts: [0, 0], sums: [new Float64Array(latentSize), new Float64Array(latentSize)] }
}

function collectCells(
  codes: Float32Array,
  latentSize: number,
  rows: ArrayLike<number>,
  label: Attribute,
  others: readonly Attribute[],
): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (let r = 0; r < rows.length; r++) {
    const i = rows[r]!
    const value = label.values[i]!
    if (Number.isNaN(value)) continue
    const key = others.map(({ values }) => values[i]).join()
    const cell = cells.get(key) ?? emptyCell(latentSize)
    cells.set(key, cell)
    const side = value > 0.5 ? 1 : 0
    cell.counts[side]++
    for (let j = 0; j < latentSize; j++) cell.sums[side][j]! += codes[i * latentSize + j]!
  }
  return cells
}

function merged(cells: Iterable<Cell>, latentSize: number): Cell {
  const all = emptyCell(latentSize)
  for (const { counts, sums } of cells)
    for (const side of [0, 1] as const) {
      all.counts[side] += counts[side]
      for (let j = 0; j < latentSize; j++) all.sums[side][j]! += sums[side][j]!
    }
  return all
}
