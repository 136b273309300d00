import type { InferenceSession } from 'onnxruntime-node'

/** What a network takes and gives, as its file declares it. Checked before anything is run. */

const CODE_LIMIT = 4096
const SIDE_LIMIT = 1024
const RGB = 3

type Metadata = readonly InferenceSession.ValueMetadata[]

/** The size Z of a value declared float32 [N,Z]. */
export function codeSize(metadata: Metadata, name: string): number {
  const shape = floatShape(metadata, name)
  const size = shape[1]
  if (shape.length === 2 && isOpen(shape[0]) && isSize(size, CODE_LIMIT)) return size
  throw wrongShape(name, shape, `[N, 1 to ${CODE_LIMIT}]`)
}

/** The size of a value declared float32 [N,height,width,3]. */
export function pictureSize(metadata: Metadata, name: string): { width: number; height: number } {
  const shape = floatShape(metadata, name)
  const [batch, height, width, channels] = shape
  const open = shape.length === 4 && isOpen(batch) && channels === RGB
  if (open && isSize(height, SIDE_LIMIT) && isSize(width, SIDE_LIMIT)) return { width, height }
  throw wrongShape(name, shape, `[N, 1 to ${SIDE_LIMIT}, 1 to ${SIDE_LIMIT}, ${RGB}]`)
}

/** Refuses a network that needs more inputs than it will be given. */
export function requireOnlyInput(metadata: Metadata, name: string): void {
  if (metadata.length === 1 && metadata[0]?.name === name) return
  throw new RangeError(`The network's inputs are ${listed(metadata)}, but it should have only "${name}".`)
}

function floatShape(metadata: Metadata, name: string): readonly (number | string)[] {
  const value = metadata.find((candidate) => candidate.name === name)
  if (!value) throw new RangeError(`The network has no "${name}" among ${listed(metadata)}.`)
  if (value.isTensor && value.type === 'float32') return value.shape
  throw new RangeError(`The network's "${name}" is not a float32 tensor.`)
}

/** A batch of any size has a name, or no name: it is never a number. */
const isOpen = (size: number | string | undefined): boolean => typeof size === 'string'

const isSize = (size: number | string | undefined, limit: number): size is number =>
  typeof size === 'number' && Number.isInteger(size) && size >= 1 && size <= limit

const listed = (metadata: Metadata): string =>
  metadata.map((value) => `"${value.name}"`).join(', ') || 'nothing'

const wrongShape = (name: string, shape: readonly (number | string)[], wanted: string): RangeError =>
  new RangeError(`The network's "${name}" has the shape [${shape.join(', ')}], not ${wanted}.`)
