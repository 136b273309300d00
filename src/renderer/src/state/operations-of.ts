import type { Edit, Operation } from '../../../core/records/edit'

/** What was done to an image under a model; none where it was never touched. */
export function operationsOf(
  edits: readonly Edit[],
  wantedModel: string | undefined,
  wantedImage: number | undefined,
): readonly Operation[] {
  const isIt = ({ modelId, image }: Edit): boolean => modelId === wantedModel && image === wantedImage
  return edits.find(isIt)?.operations ?? []
}

/** Of all touched images of a model. */
export function operationsByImage(
  edits: readonly Edit[],
  wantedModel: string | undefined,
): ReadonlyMap<number, readonly Operation[]> {
  const own = edits.filter(({ modelId }) => modelId === wantedModel)
  return new Map(own.map(({ image, operations }) => [image, operations]))
}
