import type { ConceptSource } from '../../../../core/records/concept'

type SourceKind = ConceptSource['kind']

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
