/** A number that shapes a layout, as a person chooses it. */
export interface ProjectionField {
  label: string
  /** What it does, in one or two sentences. */
  explanation: string
  least: number
  most: number
  usual: number
  isWhole: boolean
}

/** All that can be chosen, by method. */
export const projectionFields = {
  umap: {
    neighbours: {
      label: 'Neighbours',
      explanation: 'How many neighbours each code is held to. Few show fine structure, many the large one.',
      least: 2,
      most: 200,
      usual: 15,
      isWhole: true,
    },
    minDistance: {
      label: 'Smallest distance',
      explanation:
        'How close points may lie to one another. Small packs clusters tightly, large spreads them out.',
      least: 0,
      most: 0.99,
      usual: 0.1,
      isWhole: false,
    },
    epochs: {
      label: 'Epochs',
      explanation: 'How long the layout is improved. Twice as many take twice as long and change little.',
      least: 1,
      most: 2000,
      usual: 200,
      isWhole: true,
    },
    seed: seedField(),
  },
  tsne: {
    perplexity: {
      label: 'Perplexity',
      explanation:
        'How many neighbours each code takes for its own. Few show fine structure, many the large one.',
      least: 2,
      most: 100,
      usual: 30,
      isWhole: false,
    },
    iterations: {
      label: 'Iterations',
      explanation:
        'How long the layout is improved. In the first quarter clusters form, then they spread out.',
      least: 10,
      most: 5000,
      usual: 500,
      isWhole: true,
    },
    seed: seedField(),
  },
} as const satisfies Record<string, Record<string, ProjectionField>>

function seedField(): ProjectionField {
  return {
    label: 'Seed',
    explanation: 'The same seed gives the same map. Another shows what of a map is chance.',
    least: 0,
    most: 2 ** 31 - 1,
    usual: 1,
    isWhole: true,
  }
}

/**
 * The chosen numbers, and the usual ones for the rest.
 *
 * @throws RangeError when a number is out of its bounds, or has no such name
 */
export function settled(
  method: keyof typeof projectionFields,
  chosen: Readonly<Record<string, number>>,
): Record<string, number> {
  const fields: Record<string, ProjectionField> = projectionFields[method]
  const unknown = Object.keys(chosen).find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined) throw new RangeError(`a map by ${method} has no setting called ${unknown}`)
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, checked(field, chosen[name] ?? field.usual)]),
  )
}

function checked({ label, least, most, isWhole }: ProjectionField, value: number): number {
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value
  const kind = isWhole ? 'a whole number' : 'a number'
  throw new RangeError(`${label} is ${kind} from ${least} to ${most}, not ${value}`)
}
