import type { ConceptQuality, ConceptRecord } from '../records/concept'

const interval = (range: readonly [number, number] | undefined): string =>
  range ? ` (95 %: ${range[0].toFixed(2)} to ${range[1].toFixed(2)})` : ''

function qualityWords({ judgedOn, ...quality }: ConceptQuality): string {
  const how = judgedOn === 'held-out' ? 'on unseen pictures' : 'each example by the others'
  const auc = `AUC ${quality.auc.toFixed(3)}${interval(quality.aucInterval)}`
  const accuracy = `balanced accuracy ${quality.balancedAccuracy.toFixed(2)}${interval(quality.balancedAccuracyInterval)}`
  return `Told apart ${how}: ${auc}, ${accuracy}.`
}

const whole = new Intl.NumberFormat('en')

/** Undefined where it was found without being told. */
function examplesWords({ examples }: Pick<ConceptRecord, 'examples'>): string | undefined {
  const { positive, negative } = examples
  if (positive + negative === 0) return undefined
  return `Learnt from ${whole.format(positive)} with and ${whole.format(negative)} without.`
}

/** The attribute that a concept is meant to move. */
export const attributeOf = ({ source }: Pick<ConceptRecord, 'source'>): string | undefined =>
  'attribute' in source ? source.attribute : undefined

/** How well a concept is told apart, and from how many it was learnt; undefined where there is nothing to say. */
export function judgementOf(concept: Pick<ConceptRecord, 'quality' | 'examples'>): string | undefined {
  if (!concept.quality) return undefined
  return [qualityWords(concept.quality), examplesWords(concept)].filter(Boolean).join(' ')
}
