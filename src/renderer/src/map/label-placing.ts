/**
 * Which labels are shown where there is not room for all. A label that is shown keeps its place against those that are
 * not, and one that is not waits until there is more room than it needs: so nothing flickers while the view moves, and
 * panning, which moves all alike, changes nothing. After the idea of active ranges in K. Been, E. Daiches and C. Yap,
 * "Dynamic map labeling", IEEE TVCG 12(5), 2006.
 */

/** A label as it would lie on the screen, in pixels. */
export interface LabelBox {
  key: string
  /** Its middle. */
  x: number
  y: number
  width: number
  height: number
}

/** Room that a label needs beyond its own before it comes. */
const roomToComePx = 10

/**
 * @param boxes the most important first
 * @param shown the keys of those that were shown before
 * @returns the keys of those that are shown now; no two of them overlap
 */
export function placeLabels(boxes: readonly LabelBox[], shown: ReadonlySet<string>): Set<string> {
  const placed: LabelBox[] = []
  const place = (box: LabelBox, roomPx: number): void => {
    if (placed.every((other) => isApart(box, other, roomPx))) placed.push(box)
  }
  for (const box of boxes) if (shown.has(box.key)) place(box, 0)
  for (const box of boxes) if (!shown.has(box.key)) place(box, roomToComePx)
  return new Set(placed.map(({ key }) => key))
}

export function isApart(a: LabelBox, b: LabelBox, roomPx: number): boolean {
  const across = Math.abs(a.x - b.x) >= (a.width + b.width) / 2 + roomPx
  return across || Math.abs(a.y - b.y) >= (a.height + b.height) / 2 + roomPx
}
