import type { Operation } from '../records/edit'
import type { RecipeSubject } from '../records/recipe'

interface Edited {
  image: number
  operations: readonly Operation[]
}

/** The numbers of all images that are needed to follow a recipe. */
export function imagesOf(subject: RecipeSubject): ReadonlySet<number> {
  return new Set(editsOf(subject).flatMap(({ image, operations }) => [image, ...othersOf(operations)]))
}

function editsOf(subject: RecipeSubject): readonly Edited[] {
  switch (subject.kind) {
    case 'edit':
      return [subject]
    case 'grid':
      return subject.grid.faces
    case 'timeline':
      return subject.timeline.keyframes.flatMap(({ content }) => (content.kind === 'edit' ? [content] : []))
  }
}

const othersOf = (operations: readonly Operation[]): number[] =>
  operations.flatMap((operation) => (operation.kind === 'mix' ? [operation.other] : []))
