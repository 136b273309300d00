import { labelMethods, type ConceptRecord, type ConceptSource } from '../core/records/concept'
import { settings, UsageError } from './arguments'

const wanted =
  '--from wants labels:NAME, logistic:NAME, svm:NAME, number:NAME, examples:1,2/3,4, faces:1,2, component:1, factor:1 or sum:NAME=1,NAME=-1'

/**
 * Reads `KIND:WHAT`. Sums name concepts, which are found once the model is known.
 *
 * @throws UsageError when it is not written as it should be
 */
export function readSource(words: string): (concepts: readonly ConceptRecord[]) => ConceptSource {
  const at = words.indexOf(':')
  const [kind, what] = [words.slice(0, at).trim(), words.slice(at + 1).trim()]
  if (at < 1 || what === '') throw new UsageError(`${wanted}, not "${words}".`)
  if (kind === 'sum') {
    const parts = settings(what, wanted)
    return (concepts) => ({
      kind: 'sum',
      parts: parts.map(([name, weight]) => ({ conceptId: conceptCalled(name, concepts).id, weight })),
    })
  }
  const source = plainSource(kind, what)
  return () => source
}

function plainSource(kind: string, what: string): ConceptSource {
  const method = labelMethods.find((known) => known === (kind === 'labels' ? 'means' : kind))
  if (method) return { kind: 'labels', attribute: what, method }
  switch (kind) {
    case 'number':
      return { kind, attribute: what }
    case 'examples': {
      const [having, lacking, ...more] = what.split('/').map(imagesIn)
      if (!having || !lacking || more.length > 0) throw new UsageError(`${wanted}, not "${kind}:${what}".`)
      return { kind, having, lacking }
    }
    case 'faces': {
      const [from, to, ...more] = imagesIn(what)
      if (from === undefined || to === undefined || more.length > 0)
        throw new UsageError(`${wanted}, not "${kind}:${what}".`)
      return { kind, from, to }
    }
    case 'component':
      return { kind, component: placeIn(what) }
    case 'factor':
      return { kind, factor: placeIn(what) }
    default:
      throw new UsageError(`${wanted}, not "${kind}:${what}".`)
  }
}

const imagesIn = (words: string): number[] => words.split(',').map(wholeIn)

/** People count from 1. */
function placeIn(words: string): number {
  const place = wholeIn(words)
  if (place < 1) throw new UsageError('Components and factors are counted from 1.')
  return place - 1
}

function wholeIn(words: string): number {
  if (!/^\s*\d{1,9}\s*$/.test(words)) throw new UsageError(`${wanted}; "${words}" is no whole number.`)
  return Number(words)
}

/** Of those that are not deleted. @throws Error that lists them */
export function conceptCalled(name: string, concepts: readonly ConceptRecord[]): ConceptRecord {
  const shown = concepts.filter(({ isDeleted }) => !isDeleted)
  const found = shown.find((concept) => concept.name === name)
  if (found) return found
  const known = shown.map((concept) => concept.name).join(', ') || 'none'
  throw new Error(`There is no concept "${name}"; there are: ${known}.`)
}
