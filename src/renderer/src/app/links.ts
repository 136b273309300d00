import { mulberry32, shuffledIndices } from '../../../core/random/random'

/** More lines than this hide what they join. */
const mostLines = 300
/** Lines of images that nobody has chosen. */
const fewLines = 80
const seed = 1

/** The same few of `count` images, whenever it is asked. */
export function someOf(count: number): number[] {
  return [...shuffledIndices(count, mulberry32(seed)).slice(0, fewLines)]
}

/**
 * The images that lines join: with `hasLines` those that are marked, or some of all where none are; and always the
 * selected one.
 */
export function linkedImages(
  hasLines: boolean,
  marked: ReadonlySet<number>,
  some: readonly number[],
  selected: number | undefined,
): number[] {
  const wanted = hasLines ? [...(marked.size > 0 ? marked : some)].slice(0, mostLines) : []
  return selected === undefined || wanted.includes(selected) ? wanted : [...wanted, selected]
}
