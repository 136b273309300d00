import { openEnlarger, type WayToEnlarge } from '../../../core/picture/enlarge'
import type { Service } from '../../../protocol/rpc'

interface Size {
  width: number
  height: number
}

/** How pictures of a model are made larger. */
export interface Enlarging {
  /** Of the model's own pictures. */
  own: Size
  /** Pixels across. */
  size: number
  enlargement: WayToEnlarge
}

/** As high as the model's pictures are for their width. */
export function sizeOf({ own, size }: Pick<Enlarging, 'own' | 'size'>): Size {
  return { width: size, height: Math.round((own.height * size) / own.width) }
}

/** Makes pictures larger, RGBA: here, or by the network in the service. */
export function enlargerOf(
  service: Service,
  { own, size, enlargement }: Enlarging,
): (rgba: Uint8Array) => Uint8Array | Promise<Uint8Array> {
  if (enlargement !== 'super-resolution') return openEnlarger(own, sizeOf({ own, size }), enlargement)
  return async (rgba) => {
    const picture = { ...own, count: 1, rgba }
    return (await service.call('export.enlarge', { picture, size })).rgba
  }
}
