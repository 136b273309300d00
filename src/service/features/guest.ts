import { assertGuest, newId } from '../../document'
import { assertFitting, hasImage } from '../../core/editing/fitting'
import { longestGuestName, mostGuests, type GuestRecord, type GuestSource } from '../../core/records/guest'
import type { EditingView, GuestWish } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'
import { rgbFromImages } from '../images'
import { datasetOf, modelOf } from '../records'
import { assertDrawable } from '../guests/drawn'
import { formerGuests } from '../guests/former'
import type { Workspace } from '../workspace'

type GuestHandlers = Pick<Handlers, 'guest.add' | 'guest.rename' | 'guest.remove' | 'guest.bringBack'>

const usualNames = { photo: 'Photo', sample: 'Random picture', mix: 'Mix' } as const

/** Pictures beside the data: steps of the history, so that undo and a crash treat them as they do edits. */
export function guestHandlers(workspace: Workspace): GuestHandlers {
  const at = (): string => new Date().toISOString()
  const guestOf = (modelId: string, image: number): GuestRecord => {
    const guest = workspace.guests.of(modelId).find((one) => one.image === image)
    if (guest) return guest
    throw new RangeError(`there is no picture ${image} beside the data`)
  }
  return {
    async 'guest.add'({ modelId, wish, name }) {
      const { datasetId } = modelOf(workspace.document, modelId)
      const { count } = datasetOf(workspace.document, datasetId)
      const image = nextImage(workspace, datasetId)
      const source = sourceOf(wish, modelId)
      const called = shortened(name ?? '') || `${usualNames[wish.kind]} ${image - count + 1}`
      const guest: GuestRecord = { id: newId(), datasetId, image, name: called, source }
      assertGuest(guest)
      assertParents(workspace, guest, modelId)
      if (source.kind === 'sample') assertDrawable(modelOf(workspace.document, modelId), workspace.coders)
      if (wish.kind === 'photo') await keepPixels(workspace, guest, wish)
      return workspace.act({ kind: 'guest', at: at(), guest, modelId })
    },

    'guest.rename': ({ modelId, image, name }) => {
      const guest = { ...guestOf(modelId, image), name: shortened(name) }
      assertGuest(guest)
      return workspace.act({ kind: 'guest', at: at(), guest })
    },

    async 'guest.bringBack'({ modelId, ids }) {
      const { datasetId } = modelOf(workspace.document, modelId)
      const former = formerGuests(workspace.history, datasetId, modelId, ids)
      if (!former) throw new RangeError('a picture that is asked for was never here')
      for (const guest of former) await workspace.act({ kind: 'guest', at: at(), guest })
      return workspace.editing()
    },

    'guest.remove': ({ modelId, image }): Promise<EditingView> => {
      const guest = guestOf(modelId, image)
      const child = workspace.guests.childOf(guest)
      if (child) throw new RangeError(`"${child.name}" is mixed of it; remove that first`)
      return workspace.act({ kind: 'guest', at: at(), guest, isRemoved: true })
    },
  }
}

const shortened = (name: string): string => name.trim().slice(0, longestGuestName)

/** A number is never used again, also after undo. */
function nextImage({ document, history }: Workspace, datasetId: string): number {
  const { count } = datasetOf(document, datasetId)
  const image = Math.max(count, (history.newestGuest.get(datasetId) ?? 0) + 1)
  if (image >= count + mostGuests)
    throw new RangeError(`at most ${mostGuests} pictures can be added to a data set`)
  return image
}

function sourceOf(wish: GuestWish, modelId: string): GuestSource {
  switch (wish.kind) {
    case 'photo':
      return { kind: 'photo', fileName: wish.fileName, crop: wish.crop }
    case 'sample':
      return { kind: 'sample', modelId, seed: wish.seed }
    case 'mix':
      return { kind: 'mix', modelId, parents: wish.parents }
  }
}

function assertParents(workspace: Workspace, { datasetId, source }: GuestRecord, modelId: string): void {
  if (source.kind !== 'mix') return
  const { count } = datasetOf(workspace.document, datasetId)
  const images = { count, guests: workspace.guests.of(modelId) }
  const missing = source.parents.find(({ image }) => !hasImage(images, image))
  if (missing) throw new RangeError(`there is no image ${missing.image}`)
  const { config } = modelOf(workspace.document, modelId)
  for (const { operations } of source.parents) assertFitting(operations, config, images)
}

/** Before the journal says that it is there: a crash in between leaves a file that nobody names. */
async function keepPixels(
  { document }: Workspace,
  { datasetId, image }: GuestRecord,
  { pixels }: Extract<GuestWish, { kind: 'photo' }>,
): Promise<void> {
  const { width, height } = datasetOf(document, datasetId)
  if (pixels.count !== 1 || pixels.width !== width || pixels.height !== height)
    throw new RangeError(`a picture beside these data has ${width} x ${height} pixels`)
  await document.writeGuest(datasetId, image, rgbFromImages(pixels))
}
