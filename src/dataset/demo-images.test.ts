import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildPreset } from './build'

test('the faces of the shipped demo are those that the preset draws', { timeout: 60_000 }, async () => {
  const folder = 'resources/demo.slerp/datasets'
  const npy = gunzipSync(readFileSync(`${folder}/${readdirSync(folder)[0]}/images.npy.gz`))
  const { images } = await buildPreset({ preset: 'faces', seed: 7, count: 300 })
  const shipped = npy.subarray(128, 128 + images.length)
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
  expect(hash(shipped)).toBe(hash(images))
})
