import type { Site } from './scratch'
import type { Sweep, SweepShape } from './sweep'

/** Columns in panels as wide as a sweep takes. */

/** Columns that a sweep takes at once. */
const widest = 8
export const floatBytes = 4

export interface Panel {
  /** The first column. */
  first: number
  columns: number
  /** Floats from one row of the panel to the next: whole vectors of four. */
  width: number
}

function panelsOf(columns: number): Panel[] {
  return Array.from({ length: Math.ceil(columns / widest) }, (_, i) => {
    const [first, inPanel] = [i * widest, Math.min(widest, columns - i * widest)]
    return { first, columns: inPanel, width: 4 * Math.ceil(inPanel / 4) }
  })
}

/** Floats that `depth` rows of so many columns take in panels. */
export const packedSize = (columns: number, depth: number): number =>
  depth * widest * Math.ceil(columns / widest)

/** Where a panel begins among packed ones. */
export const packedStart = ({ first }: Panel, depth: number): number => first * depth

/**
 * Puts rows into panels, one panel after another, each row of a panel beside the next.
 *
 * @param rowStarts where each row begins in the source
 * @param columnStep from one column to the next there
 */
export function pack(
  target: Float32Array,
  source: Float32Array,
  columns: number,
  rowStarts: readonly number[],
  columnStep: number,
): void {
  for (const panel of panelsOf(columns)) {
    let to = packedStart(panel, rowStarts.length)
    for (const rowStart of rowStarts) {
      const from = rowStart + panel.first * columnStep
      for (let n = 0; n < panel.columns; n++) target[to + n] = source[from + n * columnStep]!
      to += panel.width
    }
  }
}

/** A sweep over one panel. */
export interface PanelSweep extends Panel {
  sweep: Sweep
}

/** @param bStep bytes from one row of B to the next; without it B is packed */
export function panelSweeps(
  { programs }: Site,
  columns: number,
  shape: Omit<SweepShape, 'columns' | 'bStep'>,
  bStep?: number,
): PanelSweep[] {
  return panelsOf(columns).map((panel) => {
    const whole = { ...shape, columns: panel.columns, bStep: bStep ?? panel.width * floatBytes }
    return { ...panel, sweep: programs.sweep(whole) }
  })
}
