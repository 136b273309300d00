import { mentionOf } from '../state/image-words'
import { planeInWords } from '../state/terrain-plane'
import type { TerrainScene } from '../state/terrain.svelte'
import type { Connected, Session } from './session.svelte'

/** There is room for it behind the points of a flat map alone. */
export function canHaveTerrain({ open }: Pick<Session, 'open'>): boolean {
  const latent = open?.workspace.latent
  return latent !== undefined && latent.map.record.dimensions === 2 && !open?.timeMachine.isOpen
}

/** What the terrain is to show now; undefined when it is off, or the points move. */
export function terrainScene({ settings }: Session, open: Connected): TerrainScene | undefined {
  const { editor, workspace, maps } = open
  const { latent, document } = workspace
  const { projection, isHeld } = editor
  const isShown = settings.terrain && canHaveTerrain({ open }) && !maps.layout
  if (!isShown || !latent || !projection) return undefined
  const sidePx = document?.models.find(({ id }) => id === latent.modelId)?.width ?? 64
  // Where an edit lies is looked up only when the hand is empty.
  return { latent, projection, sidePx, isHeld, anchor: isHeld ? undefined : editor.anchor }
}

/** What lies behind the points, in words. */
export function terrainWords({ editor, terrain, workspace }: Connected): string | undefined {
  const { projection, selected, isTouched: isEdited } = editor
  if (!projection || !terrain.ground) return undefined
  if (selected === undefined) return planeInWords(projection, undefined)
  return planeInWords(projection, { image: mentionOf(selected, workspace.latent?.guests), isEdited })
}
