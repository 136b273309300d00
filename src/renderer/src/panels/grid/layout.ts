/** Where the pictures of the grid lie: rows of as many columns as there is room for, of which only those in view exist. */

export const gapPx = 4
/** Taller sheets than this are beyond what a browser places exactly; the scroll bar then stands for more. */
const tallestPx = 15_000_000

export interface Layout {
  count: number
  columns: number
  rows: number
  /** From one picture to the next, across and down; a picture is smaller by the gap. */
  pitchPx: number
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Pictures of about this size, made a little larger so that they fill the width. */
export function layoutOf(count: number, widthPx: number, pictureSidePx: number): Layout {
  const columns = Math.max(1, Math.floor((widthPx - gapPx) / (pictureSidePx + gapPx)))
  const pitchPx = Math.max(gapPx + 1, Math.floor((widthPx - gapPx) / columns))
  return { count, columns, rows: Math.ceil(count / columns), pitchPx }
}

export const contentPx = ({ rows, pitchPx }: Layout): number => rows * pitchPx + gapPx

/** How tall the sheet is that is scrolled. */
export const sheetPx = (layout: Layout): number => Math.min(contentPx(layout), tallestPx)

/** How far down the content the view begins. */
export function topOf(scrollTop: number, viewPx: number, layout: Layout): number {
  return scrollTop * pixelsPerScroll(viewPx, layout)
}

/** Where to scroll to so that the view begins there. */
export function scrollTo(topPx: number, viewPx: number, layout: Layout): number {
  return topPx / pixelsPerScroll(viewPx, layout)
}

function pixelsPerScroll(viewPx: number, layout: Layout): number {
  const reach = sheetPx(layout) - viewPx
  return reach > 0 ? (contentPx(layout) - viewPx) / reach : 1
}

/** The first row that is at least partly in view, and the one after the last. */
export function rowsInView(topPx: number, viewPx: number, { rows, pitchPx }: Layout): [number, number] {
  const first = Math.max(0, Math.ceil((topPx - pitchPx) / pitchPx))
  return [Math.min(first, rows), Math.min(rows, Math.ceil((topPx + viewPx - gapPx) / pitchPx))]
}

/** Where a picture lies in the content. */
export function boxOf(place: number, { columns, pitchPx }: Layout): Box {
  const left = gapPx + (place % columns) * pitchPx
  const top = gapPx + Math.floor(place / columns) * pitchPx
  return { left, top, right: left + pitchPx - gapPx, bottom: top + pitchPx - gapPx }
}

/** Which picture lies at a point of the content; undefined between them. */
export function placeAt(x: number, y: number, layout: Layout): number | undefined {
  const [found] = placesWithin({ left: x, top: y, right: x, bottom: y }, layout)
  return found
}

/** All that a box touches, in their order. */
export function placesWithin(box: Box, { count, columns, rows, pitchPx }: Layout): number[] {
  const from = (px: number): number => Math.max(0, Math.ceil((px - pitchPx) / pitchPx))
  const to = (px: number, most: number): number => Math.min(most, Math.floor((px - gapPx) / pitchPx))
  const found: number[] = []
  for (let row = from(box.top); row <= to(box.bottom, rows - 1); row++)
    for (let column = from(box.left); column <= to(box.right, columns - 1); column++)
      if (row * columns + column < count) found.push(row * columns + column)
  return found
}

/** How far the view must begin from the top to show a picture whole; as it is where it does already. */
export function topToShow(place: number, topPx: number, viewPx: number, layout: Layout): number {
  const { top, bottom } = boxOf(place, layout)
  if (top - gapPx < topPx) return top - gapPx
  return bottom + gapPx > topPx + viewPx ? bottom + gapPx - viewPx : topPx
}

/** Where a key leads from a place; undefined when it is no such key. */
export function steppedBy(key: string, place: number, pageRows: number, layout: Layout): number | undefined {
  const { count, columns } = layout
  const page = Math.max(1, pageRows) * columns
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -page,
    PageDown: page,
    Home: -count,
    End: count,
  }
  const step = steps[key]
  if (step === undefined) return undefined
  const to = place + step
  // Up and down stay in the column.
  if (Math.abs(step) === columns && (to < 0 || to >= count)) return place
  return Math.min(Math.max(to, 0), count - 1)
}
