import type { ConceptSource, LabelMethod } from '../../../core/records/concept'
import { mostExamples } from '../../../core/records/concept'

export type MakingKind = Exclude<ConceptSource['kind'], 'sum'>
export type PileName = 'having' | 'lacking'

/** What a hand has put together to make a concept of. It stays while other things are looked at. */
export class ConceptMaking {
  kind: MakingKind = $state('examples')
  /** Of the labels and of the numbers; the first one there is until one is chosen. */
  attribute: string | undefined = $state()
  number: string | undefined = $state()
  method: LabelMethod = $state('means')
  having: readonly number[] = $state.raw([])
  lacking: readonly number[] = $state.raw([])
  from: number | undefined = $state()
  to: number | undefined = $state()
  component = $state(0)
  factor = $state(0)
  /** The pile that a hand with images in it is over. */
  over: PileName | undefined = $state()
  #datasetId: string | undefined

  /** A picture lies in one pile: put into another, it is taken out of the first. */
  put(pile: PileName, images: Iterable<number>): void {
    const other = pile === 'having' ? 'lacking' : 'having'
    const all = [...this[pile], ...images]
    const added = all.filter((image, i) => all.indexOf(image) === i).slice(0, mostExamples)
    this[pile] = added
    this[other] = this[other].filter((image) => !added.includes(image))
  }

  /** What a hand lets go of over a pile is put there. @returns whether it was over one */
  drop(images: Iterable<number>): boolean {
    const { over } = this
    this.over = undefined
    if (over) this.put(over, images)
    return over !== undefined
  }

  takeOut(pile: PileName, image: number): void {
    this[pile] = this[pile].filter((one) => one !== image)
  }

  clear(pile: PileName): void {
    this[pile] = []
  }

  /** Pictures are of one data set. */
  belongTo(datasetId: string): void {
    if (this.#datasetId !== datasetId) this.forget()
    this.#datasetId = datasetId
  }

  forget(): void {
    this.clear('having')
    this.clear('lacking')
    this.from = this.to = undefined
  }

  /**
   * What a concept can be made of as it is; undefined while something is missing.
   *
   * @param labels names of the attributes that are answers
   * @param numbers names of those that are numbers
   */
  sourceOf(labels: readonly string[], numbers: readonly string[]): ConceptSource | undefined {
    switch (this.kind) {
      case 'labels': {
        const attribute = chosen(this.attribute, labels)
        return attribute === undefined ? undefined : { kind: 'labels', attribute, method: this.method }
      }
      case 'number': {
        const attribute = chosen(this.number, numbers)
        return attribute === undefined ? undefined : { kind: 'number', attribute }
      }
      case 'examples': {
        const [having, lacking] = [[...this.having], [...this.lacking]]
        return having.length > 0 && lacking.length > 0 ? { kind: 'examples', having, lacking } : undefined
      }
      case 'faces': {
        const { from, to } = this
        return from === undefined || to === undefined || from === to ? undefined : { kind: 'faces', from, to }
      }
      case 'component':
        return { kind: 'component', component: this.component }
      case 'factor':
        return { kind: 'factor', factor: this.factor }
    }
  }
}

export const chosen = (name: string | undefined, names: readonly string[]): string | undefined =>
  name !== undefined && names.includes(name) ? name : names[0]
