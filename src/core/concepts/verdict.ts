import type { ConceptRecord } from '../records/concept'

type Judged = Pick<ConceptRecord, 'source' | 'quality' | 'examples'>

/** Fewer of either side are a guess, however well they are told apart. */
const fewExamples = 8

/** What is wrong with a concept, in a sentence; undefined where nothing is. */
export function verdictOf({ source, quality, examples }: Judged): string | undefined {
  const { positive, negative } = examples
  if (positive + negative === 0) return foundUntold[source.kind]
  if (!quality)
    return `Learnt from only ${positive} with and ${negative} without: too few to be judged, so take it as a guess.`
  const { auc, aucInterval } = quality
  if (aucInterval && aucInterval[0] <= 0.5 && aucInterval[1] >= 0.5)
    return 'It cannot be told from chance: an AUC of 0.5 lies within the interval.'
  if (auc < 0.65) return 'It is told apart hardly better than by chance (AUC near 0.5).'
  if (Math.min(positive, negative) < fewExamples)
    return `Learnt from only ${positive} with and ${negative} without: more examples would make it surer.`
  return undefined
}

const unsaid = 'Nothing says what it means: look at the strip and name it.'

const foundUntold: Partial<Record<ConceptRecord['source']['kind'], string>> = {
  component: unsaid,
  factor: unsaid,
  faces: 'It moves all that differs between the two pictures.',
  sum: 'A sum of other concepts; nothing judges it as a whole.',
}
