import { clusteredCodes } from '../../src/core/projection/codes.fixture'
import { OwnMap } from './own'
import { ReglMap } from './regl'

/** What the drawing bench calls: one map at a time, ours or regl-scatterplot's, on the same points. */
export interface DrawPage {
  /** @returns milliseconds from the positions to the end of the first frame that shows them */
  open(whose: Whose, count: number): Promise<number>
  /** @returns milliseconds a frame, of frames that follow one another without a pause, while the view moves */
  pan(frames: number): Promise<number>
  /** The same while every point is drawn anew, which ours does only at rest when the renderer is slow. */
  redraw(frames: number): Promise<number>
  /** Gives ours a picture for each point. @returns how many find room in the view */
  putThumbnails(): Promise<number>
  /** @returns milliseconds of each of many picks all over the view; ours */
  pick(dimensions: 2 | 3): number[]
  /** @returns milliseconds of lassos around half of the view; ours */
  lasso(rounds: number): number[]
}

export type Whose = 'ours' | 'regl'

/** What both can do. */
export interface BenchMap {
  open(positionsInMap: Float32Array): Promise<void>
  /** Asks for a frame with the view a little to the side, or of all points where the view already is. */
  panBy(movedPx: number): void
  redraw(): void
  /** Waits until the renderer has drawn all that it was asked to. */
  finish(): void
  close(): void
}

/** Frames before those that count. */
const warmUp = 5
const swingPx = 4
const swingFrames = 20

let map: BenchMap | undefined
let own: OwnMap | undefined

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))

async function msPerFrame(frames: number, ask: (frame: number) => void): Promise<number> {
  for (let frame = 0; frame < warmUp; frame++) await frameOf(ask, frame)
  const start = performance.now()
  for (let frame = 0; frame < frames; frame++) await frameOf(ask, frame)
  return (performance.now() - start) / frames
}

/** A frame is over when its last pixel is drawn, not when its commands are handed on. */
async function frameOf(ask: (frame: number) => void, frame: number): Promise<void> {
  ask(frame)
  await nextFrame()
  map?.finish()
}

const page: DrawPage = {
  async open(whose, count) {
    map?.close()
    const positionsInMap = clusteredCodes(count, 2, 5).codes
    map = whose === 'ours' ? (own = new OwnMap()) : new ReglMap()
    await nextFrame()
    const start = performance.now()
    await map.open(positionsInMap)
    map.finish()
    return performance.now() - start
  },

  pan: (frames) =>
    msPerFrame(frames, (frame) => map?.panBy(Math.floor(frame / swingFrames) % 2 === 0 ? swingPx : -swingPx)),

  redraw: (frames) => msPerFrame(frames, () => map?.redraw()),
  putThumbnails: () => own!.putThumbnails(),
  pick: (dimensions) => own!.pick(dimensions),
  lasso: (rounds) => own!.lasso(rounds),
}

Object.assign(window, { drawPage: page })
