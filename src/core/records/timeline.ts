import type { Operation } from './edit'

/** How time passes from one keyframe to the next; `smooth` runs through the neighbouring keyframes without a corner. */
export const easings = ['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold', 'smooth'] as const
export type Easing = (typeof easings)[number]

/** What comes after the last moment: nothing, the first again, the way back, or a way from the last to the first. */
export const loops = ['off', 'repeat', 'ping-pong', 'closed'] as const
export type Loop = (typeof loops)[number]

/** Between two codes in a straight line or along an arc; `fitting` is what suits the model's prior. */
export const interpolations = ['fitting', 'linear', 'slerp'] as const
export type Interpolation = (typeof interpolations)[number]

/** What is seen at a keyframe: an image with what was done to it, or a code [latentSize], as of a path over the map. */
export type KeyframeContent =
  { kind: 'edit'; image: number; operations: Operation[] } | { kind: 'code'; code: number[] }

export interface Keyframe {
  id: string
  timeMs: number
  content: KeyframeContent
  /** Of the way from here to the next one. */
  easing: Easing
}

/** The amount of one concept goes its own way in time, whatever the codes do. */
export interface ConceptTrack {
  conceptId: string
  easing: Easing
}

/** Pictures in time, made of one model. Without keyframes there is none. */
export interface TimelineRecord {
  version: 1
  id: string
  modelId: string
  name: string
  /** Ascending in time, all within the duration. */
  keyframes: Keyframe[]
  tracks: ConceptTrack[]
  interpolation: Interpolation
  loop: Loop
  /** Pictures a second. */
  fps: number
  durationMs: number
}

/** More are a mistake or a hostile file. */
export const mostKeyframes = 500
export const mostDurationMs = 600_000
export const mostTracks = 200
export const framesPerSecond = [12, 15, 24, 25, 30, 50, 60] as const
/** Keyframes nearer than this lie on one another. */
export const leastGapMs = 1
