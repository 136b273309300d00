import type { ConceptQuality, ConceptRecord, ConceptSource } from '../../../../core/records/concept'

export type SourceKind = ConceptSource['kind']

/** Every source, in the order in which they are offered. Sums are made of the list. */
export const sourceWords: Record<Exclude<SourceKind, 'sum'>, { name: string; about: string }> = {
  labels: {
    name: 'From labels',
    about: 'A label of the data, such as smile: what most tells pictures with it from those without.',
  },
  examples: {
    name: 'From examples',
    about: 'Two piles of pictures: some that have it, some that lack it. Two of each are enough to try.',
  },
  faces: {
    name: 'Between two faces',
    about: 'The line from one picture to another: all that differs between them.',
  },
  number: {
    name: 'From a number',
    about: 'Something that is measured rather than there or not, such as skin tone: regression on it.',
  },
  component: {
    name: 'From the codes (PCA)',
    about: 'What varies most in the data, found without labels. Look at the strip, then name it.',
  },
  factor: {
    name: 'From the model (SeFa)',
    about:
      'What moves the first layer of the decoder most, read from its weights alone. Look at the strip, then name it.',
  },
}

export const methodWords = [
  {
    value: 'means',
    label: 'Mean difference',
    about: 'From those without to those with it, balanced over the other labels.',
  },
  {
    value: 'logistic',
    label: 'Logistic regression',
    about: 'Across the boundary that logistic regression finds.',
  },
  { value: 'svm', label: 'Linear SVM', about: 'Across the boundary that a support vector machine finds.' },
]

const interval = (range: readonly [number, number] | undefined): string =>
  range ? ` (95 %: ${range[0].toFixed(2)} to ${range[1].toFixed(2)})` : ''

export function qualityWords({ judgedOn, ...quality }: ConceptQuality): string {
  const how = judgedOn === 'held-out' ? 'on unseen pictures' : 'each example by the others'
  const auc = `AUC ${quality.auc.toFixed(3)}${interval(quality.aucInterval)}`
  const accuracy = `balanced accuracy ${quality.balancedAccuracy.toFixed(2)}${interval(quality.balancedAccuracyInterval)}`
  return `Told apart ${how}: ${auc}, ${accuracy}.`
}

const whole = new Intl.NumberFormat('en')

/** Undefined where it was found without being told. */
export function examplesWords({ examples }: Pick<ConceptRecord, 'examples'>): string | undefined {
  const { positive, negative } = examples
  if (positive + negative === 0) return undefined
  return `Learnt from ${whole.format(positive)} with and ${whole.format(negative)} without.`
}

/** The attribute that a concept is meant to move. */
export const attributeOf = ({ source }: Pick<ConceptRecord, 'source'>): string | undefined =>
  'attribute' in source ? source.attribute : undefined
