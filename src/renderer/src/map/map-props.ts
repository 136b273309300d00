/** What the map is told and what it tells: the contract between `Map.svelte` and whoever shows it. */
import type { Point } from './camera'
import type { TerrainGround } from './terrain-ground'

/** Thumbnails of the images 0 to `count - 1`, fetched in pieces after the first paint. */
export interface ThumbnailSource {
  count: number
  /** Side of a thumbnail, in pixels. */
  size: 32
  /** RGBA of images `start` to `start + count - 1`, one after the other. */
  load(start: number, count: number): Promise<Uint8Array>
}

/** Where the edited code of an image lies. */
export interface EditedPoint {
  index: number
  /** [dimensions] of the map. */
  pointInMap: readonly number[]
}

/** One picture, four bytes a pixel (RGBA, not premultiplied). */
export interface Picture {
  width: number
  height: number
  rgba: Uint8Array
}

/** 0 on the data, 1 near, 2 far, 3 nowhere near. */
export type DistanceLevel = 0 | 1 | 2 | 3

/** The positions are moments that follow one another: the view stays, whatever they do. */
export interface Replaying {
  /** All moments' positions, so that the view has room for each. */
  extentInMap: Float32Array
  /** Time in which the points go from one moment to the next. */
  stepMs: number
}

/** The drawing context was lost, there is no WebGL2, or some pictures did not come. */
export type TroubleKind = 'lost' | 'absent' | 'thumbnails'

/** What a line over the map is about; says how it looks. */
type FigureRole = 'neighbour' | 'trail' | 'path' | 'stop' | 'mark' | 'deviation' | 'draw' | 'moved'

/** A line over the map, through points of the data (by index, wherever they are drawn now) and places in the map. */
export interface Figure {
  role: FigureRole
  /** An index, or [dimensions] of the map. */
  through: readonly (number | readonly number[])[]
  /** Its end goes back to its beginning, and what lies within is tinted. */
  isClosed?: boolean
}

/** A name at an image's point. */
export interface MapLabel {
  key: string
  text: string
  index: number
  /** Of its border, as CSS says it; none without. */
  colour?: string | undefined
  /** Below the point or its thumbnail, rather than upon it. */
  isBelow?: boolean
  /** Shown from where the view is this many times nearer than where all is seen. */
  fromZoom?: number
}

/** What can be done about points that are in the way. */
export interface Hiding {
  /** How many are hidden. */
  count: number
  onhide: () => void
  onisolate: () => void
  onshowall: () => void
}

/** What becomes of those that were marked before. */
export type Marking = 'replace' | 'add' | 'toggle'

export interface MapCallbacks {
  onhover?: ((index: number | undefined) => void) | undefined
  onselect?: ((index: number | undefined) => void) | undefined
  /**
   * Told of a click on a point or on empty ground before it selects, with its place: in space the one as deep as the
   * selected point. True when it is answered and selects nothing.
   */
  onclick?: ((index: number | undefined, pointInMap: number[]) => boolean) | undefined
  /** What a point is called for those who cannot see it; `Image 7` without. */
  describe?: ((index: number) => string) | undefined
  /** Without `ondrag` points cannot be dragged, and a press on one moves the view. */
  ondragstart?: ((index: number, pointInMap: number[]) => void) | undefined
  /** Called at once for every move, not once per frame. */
  ondrag?: ((index: number, pointInMap: number[]) => void) | undefined
  ondragend?: ((index: number, pointInMap: number[]) => void) | undefined
  /** Escape, or the pointer was taken away: the point springs back to where the drag began. */
  ondragcancel?: ((index: number) => void) | undefined
  /** Many are taken at once. Without it there is neither lasso nor rectangle. */
  onmark?: ((indices: Iterable<number>, how: Marking) => void) | undefined
  /** Called with every frame: what lies over several maps follows them. */
  onframe?: (() => void) | undefined
  /** A line that is drawn, each place [dimensions]; undefined when it was given up. Without it no line can be drawn. */
  ontrace?: ((line: number[][] | undefined, isWhole: boolean) => void) | undefined
  /**
   * Space is held over a place: it is to be looked at. Undefined when it is over.
   *
   * @param index of the image that lies exactly there
   */
  onprobe?: ((pointInMap: number[] | undefined, index?: number) => void) | undefined
  /** A sentence for screen readers. */
  onannounce?: ((text: string) => void) | undefined
}

/** What a map can be asked. */
export interface MapHandle {
  fit(): void
  focus(): void
  /** Where a point is seen, in pixels from the map's corner; undefined behind the eye. */
  screenOf(index: number): Point | undefined
}

/** A picture beside the data, at its place. */
export interface MapGuest {
  image: number
  name: string
  /** [dimensions] of the map. */
  pointInMap: readonly number[]
  picture: Picture | undefined
}

export interface MapProps extends MapCallbacks {
  /** What it is called for those who cannot see it. */
  label?: string
  replaying?: Replaying | undefined
  /** A map of three dimensions is seen in space and can be turned. 2 if it is not said. */
  dimensions?: 2 | 3 | undefined
  /** Row-major [count, dimensions]. A new array of the same count glides there; another count is fitted anew. */
  positionsInMap: Float32Array
  /** sRGB with alpha, row-major [count, 4]. */
  colours?: Uint8Array | undefined
  thumbnailSource?: ThumbnailSource | undefined
  selected: number | undefined
  /** Pointed at from elsewhere; drawn as if the pointer were over it. */
  highlighted?: number | undefined
  /** Those that are worked on together; each has a ring. */
  marked?: ReadonlySet<number> | undefined
  /** 1 for each point that is neither drawn nor picked, [count]; without it all are shown. */
  hidden?: Uint8Array | undefined
  hiding?: Hiding | undefined
  edited?: EditedPoint | undefined
  /** Later ones lie above earlier ones. */
  figures?: readonly Figure[] | undefined
  /** Names over the map, the most important first: as many are shown as have room. */
  labels?: readonly MapLabel[] | undefined
  /** Pictures beside the data, each at its place; clicking one selects it. */
  guests?: readonly MapGuest[] | undefined
  editedPicture?: Picture | undefined
  /** Shown beside the pointer while it is probed. */
  probedPicture?: Picture | undefined
  /** Pictures of the map's plane behind its points, while it is flat. */
  terrain?: TerrainGround | undefined
  /** Whole, hard-edged pixels instead of smooth enlargement. */
  crispPixels?: boolean | undefined
  distanceLabel?: string | undefined
  distanceLevel?: DistanceLevel | undefined
  /** Beside the label, as a number. */
  distanceFigure?: string | undefined
  /** Share of the data that is more usual than the edited code, in [0, 1]: how far the ring around it is filled. */
  unusual?: number | undefined
  theme: 'dark' | 'light'
}
