import { setImmediate } from 'node:timers/promises'
import type { EditSpace } from '../../core/editing/evaluate'
import type { TimelineRecord } from '../../core/records/timeline'
import { openTimeline } from '../../core/timeline/code-at'
import type { Decoder } from '../../engine'
import { imagesFromRgb } from '../images'
import { modelOf } from '../records'
import type { Workspace } from '../workspace'

/** Decoded at once. */
const batch = 16

/** The pictures of a timeline, one after the other. */
export interface Frames {
  width: number
  height: number
  /** At the given times, uint8 RGBA [height, width, 4] each; other requests are answered between them. */
  at: (timesMs: Float64Array, signal: AbortSignal) => AsyncGenerator<Uint8Array>
}

export async function openFrames(workspace: Workspace, timeline: TimelineRecord): Promise<Frames> {
  const { modelId } = timeline
  const { codeAt } = openTimeline(timeline, await spaceOf(workspace, modelId))
  const decoder = await workspace.coders.decoder(modelId)
  const { width, height } = decoder
  return {
    width,
    height,
    async *at(timesMs, signal) {
      for (let start = 0; start < timesMs.length; start += batch) {
        const codes = Array.from(timesMs.subarray(start, start + batch), codeAt)
        for (const picture of await decoded(decoder, codes)) {
          signal.throwIfAborted()
          yield picture
          await setImmediate()
        }
      }
    },
  }
}

async function decoded(decoder: Decoder, codes: readonly Float32Array[]): Promise<Uint8Array[]> {
  const { width, height } = decoder
  const z = new Float32Array(codes.length * codes[0]!.length)
  codes.forEach((code, i) => z.set(code, i * code.length))
  const { rgba } = imagesFromRgb(await decoder.decode(z, codes.length), codes.length, width, height)
  const bytes = 4 * width * height
  return codes.map((_, i) => rgba.subarray(i * bytes, (i + 1) * bytes))
}

/** What edits of a model are evaluated with. */
async function spaceOf({ document, guests }: Workspace, modelId: string): Promise<EditSpace> {
  const { config } = modelOf(document, modelId)
  const [encoding, concepts, known] = await Promise.all([
    document.readEncoding(modelId),
    document.readConcepts(modelId),
    guests.codesOf(modelId),
  ])
  return { ...encoding, config, concepts, guests: known }
}

/** `size` pixels across, and as many down as keep the shape. */
export function enlargedTo({ width, height }: { width: number; height: number }, size: number) {
  return { width: size, height: Math.round((height * size) / width) }
}
