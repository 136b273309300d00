import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasNoScreen, screenSize } from './display.mjs'
import { isInstalled } from './install.mjs'
import { blockingSetting } from './sandbox.mjs'
import { choose } from './stages.mjs'
import { filesUnder, hashOfFiles, isStamped, stamp } from './stamp.mjs'
import { exitsWhenReady, readLine } from './window-watch.mjs'

describe('packages', () => {
  const installed = {
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/b': { version: '2.0.0', integrity: 'y', optional: true },
  }
  const wanted = { '': { name: 'slerp' }, ...installed }

  it('are installed when npm lists the same', () => {
    expect(isInstalled(wanted, installed)).toBe(true)
  })

  it('may lack optional ones', () => {
    expect(isInstalled(wanted, { 'node_modules/a': installed['node_modules/a'] })).toBe(true)
  })

  it.each([
    ['one is missing', { 'node_modules/b': installed['node_modules/b'] }],
    ['one has another version', { ...installed, 'node_modules/a': { version: '1.0.1', integrity: 'z' } }],
    ['one is left over', { ...installed, 'node_modules/c': { version: '1.0.0', integrity: 'w' } }],
    ['an optional one is old', { ...installed, 'node_modules/b': { version: '1.9.0', integrity: 'y' } }],
  ])('are stale when %s', (_, found) => {
    expect(isInstalled(wanted, found)).toBe(false)
  })
})

describe('stamps', () => {
  let folder

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slerp-stamp-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('change with content, with names and with a file that goes', () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    writeFileSync(one, 'a')
    const before = hashOfFiles([one])
    expect(hashOfFiles([one])).toBe(before)
    writeFileSync(one, 'b')
    expect(hashOfFiles([one])).not.toBe(before)
    writeFileSync(two, 'a')
    expect(hashOfFiles([two])).not.toBe(before)
    rmSync(one)
    expect(hashOfFiles([one])).not.toBe(before)
  })

  it('hold what was stamped last', () => {
    const path = join(folder, 'deep', 'stamp')
    expect(isStamped(path, 'h')).toBe(false)
    stamp(path, 'h')
    expect(isStamped(path, 'h')).toBe(true)
    expect(isStamped(path, 'other')).toBe(false)
  })

  it('list the files of folders in folders, and none of a folder that is not there', () => {
    mkdirSync(join(folder, 'deep'))
    writeFileSync(join(folder, 'deep', 'file'), '')
    expect(filesUnder(folder)).toEqual([join(folder, 'deep', 'file')])
    expect(filesUnder(join(folder, 'none'))).toEqual([])
  })
})

describe('the window', () => {
  it('needs a virtual screen only on Linux without any', () => {
    expect(hasNoScreen({}, 'linux')).toBe(true)
    expect(hasNoScreen({ DISPLAY: ':0' }, 'linux')).toBe(false)
    expect(hasNoScreen({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(false)
    expect(hasNoScreen({}, 'darwin')).toBe(false)
  })

  it('has a screen of the size that was asked for', () => {
    expect(screenSize({})).toBe('1280x800')
    expect(screenSize({ SLERP_SCREEN: '1920x1080' })).toBe('1920x1080')
    expect(() => screenSize({ SLERP_SCREEN: 'large' })).toThrow('WIDTHxHEIGHT')
  })

  it('is closed when it was seen only on request or in CI without a terminal', () => {
    expect(exitsWhenReady({}, false)).toBe(false)
    expect(exitsWhenReady({ CI: 'true' }, true)).toBe(false)
    expect(exitsWhenReady({ CI: 'true' }, false)).toBe(true)
    expect(exitsWhenReady({ SLERP_EXIT_WHEN_READY: '1' }, true)).toBe(true)
  })

  it('tells its state in lines of its own', () => {
    expect(readLine('slerp: ready')).toEqual({ event: 'ready' })
    expect(readLine('slerp: picture /a b/c.png')).toEqual({ event: 'picture', path: '/a b/c.png' })
    expect(readLine('something about slerp: ready')).toEqual({ event: 'other' })
  })
})

it('the setting that blocks the sandbox is named', () => {
  const settings = { '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1' }
  expect(blockingSetting((path) => settings[path])).toBe(
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
  )
  expect(blockingSetting(() => undefined)).toBeUndefined()
})

describe('stages of npm test', () => {
  const stages = [{ name: 'unit' }, { name: 'build' }, { name: 'e2e', needs: ['build'] }]

  it('bring what they need', () => {
    expect(choose(stages, ['e2e']).map(({ name }) => name)).toEqual(['build', 'e2e'])
    expect(choose(stages, [])).toEqual(stages)
  })

  it('that do not exist are refused', () => {
    expect(() => choose(stages, ['units'])).toThrow('They are: unit, build, e2e')
  })
})
