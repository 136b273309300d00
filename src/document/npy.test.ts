import { expect, test } from 'vitest'
import { decodeNpy, encodeNpy } from './npy'

const numbers = Float32Array.of(1.5, -2, 3, 4, 5, 6)
const file = (): Buffer => Buffer.concat(encodeNpy({ shape: [2, 3], data: numbers }))

/** numpy.save of numpy.arange(6, dtype='uint8').reshape(2, 3), numpy 1.26: header and all. */
const numpyWrote = Buffer.concat([
  Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'),
  Buffer.from("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117) + '\n'),
  Buffer.from([0, 1, 2, 3, 4, 5]),
])

test('numbers come back exactly, aligned as numpy wants them', () => {
  const { shape, data } = decodeNpy(file(), 'float32', 2, 'a.npy')
  expect(shape).toEqual([2, 3])
  expect(data).toEqual(numbers)
  expect((file().length - numbers.byteLength) % 64).toBe(0)
})

test('a file that numpy wrote can be read, and ours is the same to the byte', () => {
  expect([...decodeNpy(numpyWrote, 'uint8', 2, 'a.npy').data]).toEqual([0, 1, 2, 3, 4, 5])
  const ours = Buffer.concat(encodeNpy({ shape: [2, 3], data: Uint8Array.of(0, 1, 2, 3, 4, 5) }))
  expect(ours.equals(numpyWrote)).toBe(true)
})

test('hostile files are refused', () => {
  const refuse = (bytes: Buffer, message: string): void =>
    expect(() => decodeNpy(bytes, 'float32', 2, 'a.npy')).toThrow(message)
  refuse(Buffer.from('hello'), 'is not a NumPy array')
  refuse(file().subarray(0, file().length - 1), 'cut off')
  refuse(Buffer.from(file().toString('latin1').replace('(2, 3)', '(9, 9)'), 'latin1'), 'another size')
  refuse(Buffer.from(file().toString('latin1').replace('<f4', '<f8'), 'latin1'), 'another kind of numbers')
  expect(() => decodeNpy(file(), 'float32', 4, 'a.npy')).toThrow('has 2 dimensions, not 4')
})
