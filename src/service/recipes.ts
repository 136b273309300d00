import { createHash } from 'node:crypto'
import { hasImage } from '../core/editing/fitting'
import type { Recipe, RecipeSubject } from '../core/records/recipe'
import { imagesOf } from '../core/recipe/images'
import { recipeIn, xmpOf } from '../core/recipe/xmp'
import { readRecipe } from '../document'
import type { Found, RecipeRequest } from '../protocol/api'
import { formerGuests } from './guests/former'
import { xmpOfFile } from './media/reading'
import { datasetOf, modelOf } from './records'
import type { Workspace } from './workspace'

/** The XMP packet of what is exported: its recipe, and the mark that it is synthetic. */
export async function xmpFor(workspace: Workspace, request: RecipeRequest): Promise<string> {
  return xmpOf(await recipeFor(workspace, request))
}

async function recipeFor(
  workspace: Workspace,
  { modelId, subject, enlargement }: RecipeRequest,
): Promise<Recipe> {
  const { id, name, config } = modelOf(workspace.document, modelId)
  const sha256 = await hashOf(workspace, modelId)
  const images = imagesOf(subject)
  const guests = workspace.guests
    .of(modelId)
    .filter((guest) => images.has(guest.image))
    .map((guest) => ({ image: guest.image, id: guest.id, name: guest.name }))
  return {
    version: 1,
    software: `Slerp ${workspace.paths.version}`,
    createdAt: new Date().toISOString(),
    model: { id, name, kind: config.kind, sha256, seed: config.seed },
    subject,
    ...(guests.length > 0 && { guests }),
    ...(enlargement && { enlargement }),
  }
}

async function hashOf({ document }: Workspace, modelId: string): Promise<string> {
  return createHash('sha256')
    .update(await document.readDecoder(modelId))
    .digest('hex')
}

/**
 * The recipe in a file, with the model of the open document that can follow it.
 *
 * Null when the file has none. Without a model there is a sentence that says why.
 */
export async function readRecipeFile(workspace: Workspace, path: string): Promise<Found | null> {
  const packet = await xmpOfFile(path)
  const recipe = packet === undefined ? undefined : readRecipe(recipeIn(packet))
  if (!recipe) return null
  const modelId = await modelFor(workspace, recipe)
  if (modelId === undefined)
    return { recipe, because: `It was made with "${recipe.model.name}", which this document does not have.` }
  const here = workspace.guests.of(modelId)
  const gone = (recipe.guests ?? []).filter(
    ({ id, image }) => !here.some((guest) => guest.id === id && guest.image === image),
  )
  const missing = await missingIn(workspace, recipe, modelId, gone)
  if (missing !== undefined)
    return { recipe, because: `It was made of ${missing}, which this document does not have.` }
  const followed = { ...recipe, subject: movedTo(recipe.subject, modelId) }
  return { recipe: followed, modelId, ...(gone.length > 0 && { gone: gone.map(({ id }) => id) }) }
}

type NamedGuest = NonNullable<Recipe['guests']>[number]

/** What it was made of that is not here and cannot be had back, in words. */
async function missingIn(
  workspace: Workspace,
  recipe: Recipe,
  modelId: string,
  gone: readonly NamedGuest[],
): Promise<string | undefined> {
  const { document, guests } = workspace
  for (const one of gone)
    if (!(await canBeHadBack(workspace, modelId, one))) return `the picture "${one.name}"`
  const { count } = datasetOf(document, modelOf(document, modelId).datasetId)
  const images = { count, guests: [...guests.of(modelId), ...gone] }
  const isUnknown = (image: number): boolean => !hasImage(images, image)
  return [...imagesOf(recipe.subject)].some(isUnknown) ? 'a picture beside the data' : undefined
}

/** It was undone or removed: the journal knows it, and the pixels of a photo lie in the folder. */
async function canBeHadBack(
  { document, history }: Workspace,
  modelId: string,
  { id, image }: NamedGuest,
): Promise<boolean> {
  const { datasetId } = modelOf(document, modelId)
  const former = formerGuests(history, datasetId, modelId, [id])
  if (!former?.some((guest) => guest.id === id && guest.image === image)) return false
  const photos = former.filter(({ source }) => source.kind === 'photo')
  const reading = photos.map((photo) => document.readGuest(datasetId, photo.image))
  return Promise.all(reading).then(
    () => true,
    () => false,
  )
}

/** The model with these weights, whatever it is called. */
async function modelFor(workspace: Workspace, { model }: Recipe): Promise<string | undefined> {
  const { models } = workspace.document
  const likely = models.filter(({ config }) => config.kind === model.kind)
  for (const { id } of likely.toSorted((a) => (a.id === model.id ? -1 : 1))) {
    const sha256 = await hashOf(workspace, id).catch(() => undefined)
    if (sha256 === model.sha256) return id
  }
  return undefined
}

function movedTo(subject: RecipeSubject, modelId: string): RecipeSubject {
  return subject.kind === 'timeline' ? { ...subject, timeline: { ...subject.timeline, modelId } } : subject
}
