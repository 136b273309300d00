import type { Service } from '../../../protocol/rpc'

/** Where the thumbnails of some images come from, in their order. */
export interface ThumbnailSource {
  count: number
  size: 32
  /** RGBA of those at `start` to `start + count - 1`, one after the other. */
  load(start: number, count: number): Promise<Uint8Array>
}

export function thumbnailsOf(service: Service, datasetId: string, images: Uint32Array): ThumbnailSource {
  return {
    count: images.length,
    size: 32,
    load: async (start, count) => {
      const indices = images.slice(start, start + count)
      return (await service.call('dataset.thumbnailsOf', { datasetId, indices })).rgba
    },
  }
}
