import type { PackedIndices } from './indices'

/** What parts of codes are called in files; `whole` is every number of the code. */
export const partNames = ['whole', 'top', 'detail', 'coarse', 'middle', 'fine'] as const
export type PartName = (typeof partNames)[number]

/** What one step of an edit does. */
type Change =
  /** A part of the code goes towards that of another image of the same data: at 0 not at all, at 1 all the way. */
  | { kind: 'mix'; part: PartName; other: number; amount: number }
  /** The whole code is multiplied: at 0 it is the mean style, at 1 as it was. Up to `mostTruncation`. */
  | { kind: 'truncation'; factor: number }
  /** One of the numbers that the model is told is set, -1 to 1. */
  | { kind: 'condition'; name: string; value: number }
  /** `keep`: concepts that it leaves as they are, where there are any. */
  | { kind: 'concept'; conceptId: string; amount: number; keep?: string[] }
  /** What a drag on the map, or refining, added to the code: [latentSize]. */
  | { kind: 'move'; offset: number[] }
  /** Added to one number of the code, in latent units: it needs no data to be read, unlike standard deviations. */
  | { kind: 'latent'; dimension: number; offset: number }

/** One step of an edit. Kept in order; evaluating them from the image's own code gives the edited code. */
export type Operation = Change & {
  /** It stays in the edit and does nothing. */
  off?: true
  /** A person put the operations into their order: sliders change this one where it stands. */
  placed?: true
}

export type OperationOf<K extends Operation['kind']> = Extract<Operation, { kind: K }>

export const mostTruncation = 1.5

/** What was done to one image under one model. Never destructive: the pixels of the data set do not change. */
export interface Edit {
  modelId: string
  image: number
  operations: Operation[]
}

/**
 * What of a data set is worked on: the images that are marked together, and those that are hidden. It belongs to the
 * data, so that all models of them are looked at in the same way.
 */
export interface Marks {
  datasetId: string
  marked: PackedIndices
  hidden: PackedIndices
}

/** How many images one step of the history may edit at most. */
export const mostEditsAtOnce = 10_000

/** Letters of a state's name. */
export const longestStateName = 80
