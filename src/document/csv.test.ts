import { expect, test } from 'vitest'
import type { Attribute } from '../core/records/attribute'
import { attributesFromCsv, attributesToCsv } from './csv'

const attribute = (name: string, ...values: number[]): Attribute => ({
  name,
  kind: 'number',
  values: Float32Array.from(values),
})
const back = (attributes: readonly Attribute[], count: number): Attribute[] =>
  attributesFromCsv(attributesToCsv(attributes, count), attributes, count, 'a.csv')

test('values come back exactly, missing ones too', () => {
  const awkward = [attribute('x', 0.1, 1 / 3, NaN, -2, 3.4e38, 1e-45, 16777217)]
  expect(back(awkward, 7)).toEqual(awkward)
})

test('names of any kind come back', () => {
  const names = ['image', 'a,b', 'line\nbreak', '"quoted"', 'a;b|c\td', '__proto__', ' spaced ', 'Lächeln']
  const all = names.map((name, i) => attribute(name, i + 5, i + 6))
  expect(back(all, 2)).toEqual(all)
  expect(back([], 2)).toEqual([])
})

test('a table that another program sorted its columns of is understood', () => {
  const [smile] = attributesFromCsv(
    'image,age,smile\r\n0,31,1.0\r\n1,,\r\n',
    [attribute('smile')],
    2,
    'a.csv',
  )
  expect([...smile!.values]).toEqual([1, NaN])
})

test('missing rows and columns are said', () => {
  const read = (csv: string) => () => attributesFromCsv(csv, [attribute('smile')], 2, 'a.csv')
  expect(read('image,smile\n0,1\n')).toThrow('a.csv has 1 rows for 2 images.')
  expect(read('image,age\n0,1\n1,1\n')).toThrow('a.csv has no column "smile".')
  expect(read('')).toThrow('a.csv has 0 rows')
})
