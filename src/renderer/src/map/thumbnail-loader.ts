/** Fetches thumbnails in pieces, one after the other, so that the wire stays free for decoded pictures. */
import type { ThumbnailSource } from './map-props'

const pieceSize = 512

/** Calls `put` for each piece. Ends quietly when aborted; throws what the source throws. */
export async function loadThumbnails(
  source: ThumbnailSource,
  put: (start: number, rgba: Uint8Array) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let start = 0; start < source.count; start += pieceSize) {
    if (signal.aborted) return
    const rgba = await source.load(start, Math.min(pieceSize, source.count - start))
    if (!signal.aborted) put(start, rgba)
  }
}
