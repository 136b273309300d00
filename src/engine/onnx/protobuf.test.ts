import { expect, it } from 'vitest'
import { bytesField, floatField, integerField, message, textField } from './protobuf'

const bytes = (...values: number[]) => values

it('writes the examples of the specification', () => {
  expect([...integerField(1, 150)]).toEqual(bytes(0x08, 0x96, 0x01))
  expect([...textField(2, 'testing')]).toEqual(bytes(0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67))
  expect([...bytesField(3, integerField(1, 150))]).toEqual(bytes(0x1a, 0x03, 0x08, 0x96, 0x01))
})

it('writes zero, negative numbers and fields past 15', () => {
  expect([...integerField(1, 0)]).toEqual(bytes(0x08, 0x00))
  expect([...integerField(1, -1)]).toEqual(bytes(0x08, ...Array<number>(9).fill(0xff), 0x01))
  expect([...integerField(20, 2)]).toEqual(bytes(0xa0, 0x01, 0x02))
})

it('writes floats in four little-endian bytes', () => {
  expect([...floatField(2, 1)]).toEqual(bytes(0x15, 0x00, 0x00, 0x80, 0x3f))
})

it('joins fields in order', () => {
  expect([...message(integerField(1, 1), integerField(2, 2))]).toEqual(bytes(8, 1, 16, 2))
})
