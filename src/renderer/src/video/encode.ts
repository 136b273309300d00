/** Videos made by the window's own encoders (WebCodecs), packed by mediabunny. */
import type { VideoCodec } from 'mediabunny'
import { syntheticWords } from '../../../core/recipe/xmp'
import type { VideoFormat } from '../../../core/timeline/frames'

/** Brought when it is first needed: most sessions export no video. */
const bring = () => import('mediabunny')

/** The best first; which of them an Electron can encode with differs. */
const codecs: Record<VideoFormat, readonly VideoCodec[]> = {
  webm: ['vp9', 'vp8', 'av1'],
  mp4: ['avc', 'av1', 'vp9'],
}
export const codecNames: Partial<Record<VideoCodec, string>> = {
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  avc: 'H.264',
}

export interface VideoPlan {
  format: VideoFormat
  codec: VideoCodec
  width: number
  height: number
  fps: number
  title: string
  /** Put among the tags of a WebM; an MP4 gets it from the service. */
  xmp: string
}

/**
 * H.264 in the profile that every player knows, and that Electron's own encoder (OpenH264) makes; the level says how many
 * blocks of 16 x 16 there may be (ITU-T H.264, table A-1). Others are named by the library.
 */
function stringOf(codec: VideoCodec, width: number, height: number): { fullCodecString?: string } {
  if (codec !== 'avc') return {}
  const blocks = Math.ceil(width / 16) * Math.ceil(height / 16)
  const level = blocks <= 1620 ? '1f' : blocks <= 3600 ? '28' : '33'
  return { fullCodecString: `avc1.4200${level}` }
}

/** The codec that this window encodes such a video with; undefined when it has none. */
export async function codecFor(
  format: VideoFormat,
  width: number,
  height: number,
): Promise<VideoCodec | undefined> {
  const { canEncodeVideo, QUALITY_HIGH } = await bring()
  for (const codec of codecs[format])
    if (
      await canEncodeVideo(codec, { width, height, bitrate: QUALITY_HIGH, ...stringOf(codec, width, height) })
    )
      return codec
  return undefined
}

/**
 * Encodes pictures as they come; no more than the encoder's queue is held.
 *
 * @param pictures uint8 RGBA [height, width, 4]
 * @returns the bytes of the file
 */
export async function encodeVideo(
  { format, codec, width, height, fps, title, xmp }: VideoPlan,
  pictures: AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  const media = await bring()
  const target = new media.BufferTarget()
  const output = new media.Output({
    format: format === 'webm' ? new media.WebMOutputFormat() : new media.Mp4OutputFormat(),
    target,
  })
  const source = new media.VideoSampleSource({
    codec,
    ...stringOf(codec, width, height),
    bitrate: media.QUALITY_HIGH,
    keyFrameInterval: 2,
    latencyMode: 'quality',
  })
  output.addVideoTrack(source, { frameRate: fps })
  output.setMetadataTags({ title, comment: syntheticWords, ...(format === 'webm' && { raw: { XMP: xmp } }) })
  try {
    await output.start()
    let frame = 0
    for await (const rgba of pictures) {
      const sample = new media.VideoSample(rgba, {
        format: 'RGBX',
        codedWidth: width,
        codedHeight: height,
        timestamp: frame / fps,
        duration: 1 / fps,
      })
      await source.add(sample)
      sample.close()
      frame++
    }
    await output.finalize()
  } catch (error) {
    await output.cancel().catch(() => {})
    throw error
  }
  if (!target.buffer) throw new Error('the encoder gave nothing')
  return new Uint8Array(target.buffer)
}
