import { describe, expect, it } from 'vitest'
import { installableNames, isDebianLike, librariesIn, missingPackages } from './system.mjs'

describe('names of packages', () => {
  it('takes the 64-bit-time package where the distribution renamed it', () => {
    const noble = new Set(['libgtk-3-0t64', 'libasound2t64', 'libnss3', 'xvfb'])
    expect(installableNames(['libgtk-3-0', 'libasound2', 'libnss3', 'xvfb'], noble)).toEqual([
      'libgtk-3-0t64',
      'libasound2t64',
      'libnss3',
      'xvfb',
    ])
  })

  it('keeps the old names where they are real packages', () => {
    const bookworm = new Set(['libgtk-3-0', 'libasound2'])
    expect(installableNames(['libgtk-3-0', 'libasound2'], bookworm)).toEqual(['libgtk-3-0', 'libasound2'])
  })

  it('keeps the plain name when apt knows neither', () => {
    expect(installableNames(['libnss3'], new Set())).toEqual(['libnss3'])
  })
})

describe('what is missing', () => {
  const listing = [
    "6 libs found in cache `/etc/ld.so.cache'",
    '\tlibgtk-3.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgtk-3.so.0',
    '\tlibnss3.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libnss3.so',
    '\tlibasound.so.2 (libc6,x86-64) => /lib/x86_64-linux-gnu/libasound.so.2',
    '\tlibgbm.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgbm.so.1',
    '\tlibatk-bridge-2.0.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libatk-bridge-2.0.so.0',
    '\tlibdrm.so.2 (libc6,x86-64) => /lib/x86_64-linux-gnu/libdrm.so.2',
  ].join('\n')

  it('names the packages whose library ldconfig does not list', () => {
    expect(missingPackages(librariesIn(listing))).toEqual(['libxss1', 'libxshmfence1'])
  })

  it('names all of them on a bare system', () => {
    expect(missingPackages(librariesIn(''))).toHaveLength(8)
  })
})

describe('the distribution', () => {
  it.each([
    ['PRETTY_NAME="Debian"\nID=debian\n', true],
    ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['ID=fedora\nHOME_URL="https://not-debian"\n', false],
    ['', false],
  ])('%j', (release, expected) => {
    expect(isDebianLike(release)).toBe(expected)
  })
})
