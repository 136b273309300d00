import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executableName, quarterReporter, reasonOf } from './electron-download.mjs'
import { checkIntegrity } from './electron-from-npm.mjs'

describe('the integrity of a fetched package', () => {
  // The sha512 of "abc", from the standard that defines it (FIPS 180-2, appendix C.1), in base64.
  const abc =
    'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='
  let folder

  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'slerp-integrity-'))))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is accepted when every byte is the expected one', async () => {
    writeFileSync(join(folder, 'right'), 'abc')
    await expect(checkIntegrity(join(folder, 'right'), abc)).resolves.toBeUndefined()
  })

  it('is refused when a single byte differs', async () => {
    writeFileSync(join(folder, 'wrong'), 'abd')
    await expect(checkIntegrity(join(folder, 'wrong'), abc)).rejects.toThrow('is not the known one')
  })

  it('is refused when the file is empty', async () => {
    writeFileSync(join(folder, 'empty'), '')
    await expect(checkIntegrity(join(folder, 'empty'), abc)).rejects.toThrow('is not the known one')
  })
})

describe("Electron's own download", () => {
  it('reports each quarter once', () => {
    const told = []
    const report = quarterReporter((percent) => told.push(percent))
    for (const fraction of [0, 0.1, 0.26, 0.3, 0.8, 0.81, 1]) report(fraction)
    expect(told).toEqual([25, 75, 100])
  })

  it('gives the reason that fetch hides in the cause', () => {
    expect(reasonOf(new Error('fetch failed', { cause: { code: 'ENOTFOUND' } }))).toBe('ENOTFOUND')
    expect(reasonOf(new Error('Response code 404'))).toBe('Response code 404')
  })

  it('knows where each platform keeps the executable', () => {
    expect(['linux', 'win32', 'darwin'].map(executableName)).toEqual([
      'electron',
      'electron.exe',
      'Electron.app/Contents/MacOS/Electron',
    ])
  })
})
