import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, renameSync, rmSync, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { requestFor } from './package-index'
import { Problem } from './problem'

export interface DownloadInput {
  address: string
  /** Where the whole file goes; until then it is `path.part`, which the next try goes on with. */
  path: string
  sha256: string
  /** Bytes so far, and of the whole when the server says it. */
  report: (done: number, total: number) => void
  /** Gives up when nothing arrives for so long. */
  stallMs?: number
}

/**
 * Fetches a file that must hash to what is known of it.
 *
 * @throws Problem in one sentence; what has arrived stays for the next try, unless it is wrong
 */
export async function download(input: DownloadInput): Promise<void> {
  const { path, sha256 } = input
  const part = `${path}.part`
  await fetchInto(part, input)
  if ((await hashOf(part)) !== sha256) {
    rmSync(part, { force: true })
    throw new Problem(
      'What arrived is not the file that was asked for (its SHA-256 differs); it was thrown away.',
    )
  }
  renameSync(part, path)
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

async function fetchInto(part: string, { address, report, stallMs = 30_000 }: DownloadInput): Promise<void> {
  const stall = new AbortController()
  const giveUp = (): void => stall.abort(new Problem(`Nothing arrived for ${stallMs / 1000} s.`))
  let timer = setTimeout(giveUp, stallMs)
  try {
    const response = await request(address, sizeOf(part), stall.signal)
    // A server that cannot go on from the middle sends the whole.
    let done = response.status === 206 ? sizeOf(part) : 0
    const total = done + Number(response.headers.get('content-length') ?? 0)
    if (response.status === 416) return
    const body = Readable.fromWeb(response.body as ReadableStream)
    body.on('data', (piece: Buffer) => {
      clearTimeout(timer)
      timer = setTimeout(giveUp, stallMs)
      report((done += piece.length), total)
    })
    await pipeline(body, createWriteStream(part, { flags: done > 0 ? 'a' : 'w' }), { signal: stall.signal })
  } catch (error) {
    throw stall.signal.aborted ? stall.signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

async function request(address: string, from: number, signal: AbortSignal): Promise<Response> {
  const { url, headers } = requestFor(address)
  const range = from > 0 ? { Range: `bytes=${from}-` } : undefined
  const response = await fetch(url, { headers: { ...headers, ...range }, signal })
  // 416: everything is there already.
  if (!response.body || (!response.ok && response.status !== 416))
    throw new Problem(`The server answered ${response.status} for ${url.pathname.split('/').at(-1)}.`)
  return response
}
