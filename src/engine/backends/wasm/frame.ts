import type { TensorInfo } from '@tensorflow/tfjs'
import { floatBytes } from './panels'
import { floatsOf, type Site } from './scratch'
import type { Sweep } from './sweep'

/** A picture within a border of zeros, so that no sweep need look where the picture ends. Sizes in pixels. */
export interface Frame {
  height: number
  width: number
  channels: number
  /** Rows and columns of zeros before the picture. */
  top: number
  left: number
}

export const frameSize = ({ height, width, channels }: Frame): number => height * width * channels

/** Bytes from the frame's beginning to a pixel of it. */
export const placeInFrame = ({ width, channels }: Frame, y: number, x: number): number =>
  (y * width + x) * channels * floatBytes

/** One sweep over a picture in its frame. Distances in bytes from where frame, B, C and start begin. */
export interface Job {
  sweep: Sweep
  a: number
  b: number
  c: number
  start: number
  segments: number
  count: number
  aSegment: number
}

/** Something in memory that a sweep reads or writes, and how far on it is for the next picture. In bytes. */
interface Operand {
  address: number
  perPicture: number
}

export interface Batch {
  frame: Frame
  /** Receives the frame of one picture after another. */
  framed: TensorInfo
  /** [count, height, width, channels] */
  pictures: TensorInfo
  b: Operand
  c: Operand
  /** In bytes. */
  start: number
}

/** Does the jobs for each picture of a batch. */
export function overPictures(site: Site, { frame, framed, pictures, b, c, start }: Batch, jobs: Job[]): void {
  const [count = 0, height = 0, width = 0, channels = 0] = pictures.shape
  const [target, source] = [floatsOf(site, framed), floatsOf(site, pictures)]
  const length = height * width * channels
  target.values.fill(0)
  for (let i = 0; i < count; i++) {
    putInFrame(frame, target.values, source.values.subarray(i * length, (i + 1) * length), width * channels)
    const [fromB, toC] = [b.address + i * b.perPicture, c.address + i * c.perPicture]
    for (const { sweep, a, b, c, start: from, segments, count, aSegment } of jobs)
      sweep(target.address + a, fromB + b, toC + c, start + from, segments, count, aSegment)
  }
}

/** Copies a picture into its place, row by row; the border stays as it is. */
function putInFrame(frame: Frame, target: Float32Array, picture: Float32Array, row: number): void {
  for (let from = 0, y = frame.top; from < picture.length; from += row, y++)
    target.set(picture.subarray(from, from + row), placeInFrame(frame, y, frame.left) / floatBytes)
}
