import type { Attribute } from '../../core/records/attribute'
import { attributeOf } from '../build'

/** H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST, 2017. */
const fashion = [
  'T-shirt/top',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
]

/** Of more classes than this only the number is kept. */
const mostClasses = 100

/** Names of the classes, when the file, its folder or the one above say what the pictures are of: the bytes do not. */
export function classNames(path: string): readonly string[] {
  const nearest = path.split(/[\\/]/).slice(-3).join('/')
  return /fashion/i.test(nearest) ? fashion : []
}

/**
 * The label as a number, and a yes or no for every class that occurs.
 *
 * @param labels one per picture, NaN where it is not known
 */
export function classAttributes(labels: Float32Array, names: readonly string[]): Attribute[] {
  const classes = [...new Set(labels)].filter((label) => !Number.isNaN(label)).sort((a, b) => a - b)
  if (classes.length === 0) return []
  const isOf = (one: number): Float32Array =>
    labels.map((label) => (Number.isNaN(label) ? NaN : Number(label === one)))
  const known = classes.length > mostClasses ? [] : classes
  const nameOf = (one: number): string => names[one] ?? `label ${one}`
  return [
    { name: 'label', kind: 'number', values: labels },
    ...known.map((one) => attributeOf(nameOf(one), isOf(one))),
  ]
}
