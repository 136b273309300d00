import { expect, test } from 'vitest'
import { number, readArguments, settings, UsageError, wholeNumber } from './arguments'

const read = (...args: string[]) => readArguments(args, { operands: ['DOC'], options: ['count', 'rate'] })

test('amounts of concepts, also of those with a = or a space in their names', () => {
  expect(settings('smile=2,long hair=-1.5')).toEqual([
    ['smile', 2],
    ['long hair', -1.5],
  ])
  expect(settings('a=b=1e-1')).toEqual([['a=b', 0.1]])
  for (const wrong of ['', 'smile', 'smile=', '=2', 'smile=2,', 'smile=Infinity'])
    expect(() => settings(wrong), wrong).toThrow(UsageError)
})

test('numbers are taken as they are or refused, never guessed', () => {
  expect(wholeNumber(read('--count', '12'), 'count', 3)).toBe(12)
  expect(wholeNumber(read('--count=-12'), 'count', 3)).toBe(-12)
  expect(wholeNumber(read(), 'count', 3)).toBe(3)
  for (const wrong of ['', ' 1', '1.5', '1e3', '0x10', '9'.repeat(17)])
    expect(() => wholeNumber(read('--count', wrong), 'count', 3), wrong).toThrow('must be a whole number')
  expect(number(read('--rate', '1e-3'), 'rate')).toBe(0.001)
  expect(number(read(), 'rate')).toBeUndefined()
  for (const wrong of ['', ' ', 'fast', 'Infinity', '1,5'])
    expect(() => number(read('--rate', wrong), 'rate'), wrong).toThrow('must be a number')
})

test('what begins with - after -- is a name', () => {
  expect(read('--count', '2', '--', '-odd').positionals).toEqual(['-odd'])
  expect(() => read('a', 'b')).toThrow('"b" is one too many')
})
