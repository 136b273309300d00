import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { requireCompiler } from './compile'
import { download } from './download'
import { lock } from './lock'
import { addressOf, configuredIndex, requestFor } from './package-index'
import { unpack } from './unpack'
import { zipOf } from './zip.fixture'

let folder: string
let server: Server
let answer: (request: IncomingMessage, response: ServerResponse) => void
let origin: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slerp-setup-'))
  server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 31) % 251))
const sha256 = createHash('sha256').update(bytes).digest('hex')
const fetched = (): Promise<void> =>
  download({ address: `${origin}/file`, path: join(folder, 'file'), sha256, report: () => {}, stallMs: 500 })

describe('a download', () => {
  it('arrives, and tells how far it is', async () => {
    answer = (_, response) => response.end(bytes)
    const told: [number, number][] = []
    await download({
      address: `${origin}/file`,
      path: join(folder, 'file'),
      sha256,
      report: (done, total) => told.push([done, total]),
    })
    expect(readFileSync(join(folder, 'file')).equals(bytes)).toBe(true)
    expect(told.at(-1)).toEqual([bytes.length, bytes.length])
  })

  it('goes on where the last try ended', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, 20_000))
      // The line breaks once what was sent has arrived.
      const part = join(folder, 'file.part')
      const waiting = setInterval(() => {
        if (statSync(part, { throwIfNoEntry: false })?.size !== 20_000) return
        clearInterval(waiting)
        response.destroy()
      }, 10)
    }
    await expect(fetched()).rejects.toThrow()
    const ranges: (string | undefined)[] = []
    answer = ({ headers }, response) => {
      ranges.push(headers.range)
      const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1])
      response.writeHead(206).end(bytes.subarray(from))
    }
    await fetched()
    expect(ranges).toEqual(['bytes=20000-'])
    expect(readFileSync(join(folder, 'file')).equals(bytes)).toBe(true)
  })

  it('starts again where a server cannot go on from the middle', async () => {
    writeFileSync(join(folder, 'file.part'), 'something')
    answer = (_, response) => response.end(bytes)
    await fetched()
    expect(readFileSync(join(folder, 'file')).equals(bytes)).toBe(true)
  })

  it('that is another file is thrown away', async () => {
    answer = (_, response) => response.end('something else')
    await expect(fetched()).rejects.toThrow('its SHA-256 differs')
    expect(existsSync(join(folder, 'file'))).toBe(false)
    expect(existsSync(join(folder, 'file.part'))).toBe(false)
  })

  it('that stalls is given up', async () => {
    answer = (_, response) => void response.write(bytes.subarray(0, 10))
    await expect(fetched()).rejects.toThrow('Nothing arrived for 0.5 s.')
  })

  it('that is refused says so', async () => {
    answer = (_, response) => response.writeHead(403).end('no')
    await expect(fetched()).rejects.toThrow('The server answered 403 for file.')
  })
})

describe('the package index', () => {
  it('names the address of a file, also a relative one', async () => {
    answer = ({ url }, response) =>
      response.end(`<a href="../../files/other-1.whl#sha256=00">other</a>
        <a data-x="1" href="../../files/a%2Bb-1.whl#sha256=11&amp;x">a</a> ${url}`)
    expect(await addressOf(`${origin}/simple`, 'a', 'a+b-1.whl')).toBe(
      `${origin}/files/a%2Bb-1.whl#sha256=11&x`,
    )
    await expect(addressOf(`${origin}/simple`, 'a', 'none.whl')).rejects.toThrow('has no none.whl')
  })

  it('is the one that pip would ask', () => {
    const settings = join(folder, 'pip.conf')
    writeFileSync(settings, '[global]\ntimeout = 60\nindex-url = https://mirror.example/simple/\n')
    expect(configuredIndex({ PIP_CONFIG_FILE: settings }, folder)).toBe('https://mirror.example/simple')
    expect(configuredIndex({ PIP_INDEX_URL: 'https://other.example/simple' }, folder)).toBe(
      'https://other.example/simple',
    )
  })

  it('may want a password, which does not stay in the address', () => {
    const { url, headers } = requestFor('https://me:p%40ss@mirror.example/simple/')
    expect(url.href).toBe('https://mirror.example/simple/')
    expect(headers['Authorization']).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
  })
})

describe('an archive', () => {
  const unpacked = (files: Record<string, string>): Promise<void> => {
    const archive = join(folder, 'a.whl')
    writeFileSync(archive, zipOf(files))
    return unpack({
      archive,
      folder: join(folder, 'out'),
      wants: (name) => name !== 'unwanted',
      report: () => {},
    })
  }

  it('gives the files that are wanted', async () => {
    await unpacked({ 'lib/a.txt': 'A', unwanted: 'B' })
    expect(readFileSync(join(folder, 'out', 'lib', 'a.txt'), 'utf8')).toBe('A')
    expect(existsSync(join(folder, 'out', 'unwanted'))).toBe(false)
  })

  it.each(['../evil.txt', '/tmp/evil.txt', 'a/../../evil.txt', 'C:\\evil.txt'])(
    'cannot reach out of its folder by the name %s',
    async (name) => {
      await expect(unpacked({ [name]: 'evil' })).rejects.toThrow()
      expect(existsSync(join(folder, 'evil.txt'))).toBe(false)
    },
  )

  it('that is cut short is refused', async () => {
    const archive = join(folder, 'a.whl')
    writeFileSync(archive, zipOf({ 'a.txt': 'A' }).subarray(0, 40))
    await expect(
      unpack({ archive, folder: join(folder, 'out'), wants: () => true, report: () => {} }),
    ).rejects.toThrow()
  })
})

test('a machine without a compiler is told what to install', () => {
  vi.stubEnv('CXX', join(folder, 'no-such-compiler'))
  expect(requireCompiler).toThrow(/there is no C\+\+ compiler: .*install/)
  vi.unstubAllEnvs()
})

test('two do not bring the library at once, and a killed one does not stand in the way', () => {
  const path = join(folder, 'native', 'lock')
  const release = lock(path)
  expect(() => lock(path)).toThrow('being brought by another Slerp already')
  release()
  writeFileSync(path, String(2 ** 22 + 1))
  lock(path)()
  expect(existsSync(path)).toBe(false)
})
