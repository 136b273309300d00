import { loadImage } from '@napi-rs/canvas'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { emptyTimeline, withKeyframe } from '../../core/timeline/arrange'
import { openInProcess } from '../../service/in-process'
import { testPaths } from '../../service/paths.fixture'
import { runCommandLine } from '../run'

let folder: string
let document: string
/** A copy of the shipped demo with one timeline. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-timeline-'))
  document = join(folder, 'demo.slerp')
  const local = openInProcess(testPaths({ demo: resolve('resources/demo.slerp') }))
  const { models } = await local.service.call('document.openDemo', { path: document })
  const content = (image: number) => ({ kind: 'edit' as const, image, operations: [] })
  const timeline = [0, 500].reduce(
    (now, timeMs, i) => withKeyframe(now, { id: `k${i}`, timeMs, content: content(3 * i) }),
    { ...emptyTimeline('t1', models[0]!.id, 'First'), durationMs: 500 },
  )
  await local.service.call('timeline.keep', { timeline })
  await local.close()
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

async function slerp(...argv: string[]): Promise<{ code: number; result: unknown; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    }),
  )
  try {
    const code = await runCommandLine([...argv, '--json'], testPaths())
    return { code, result: JSON.parse(said.stdout.trimEnd().split('\n').at(-1) || '{}'), stderr: said.stderr }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

test('timelines are listed, and rendered by name', async () => {
  expect((await slerp('timeline', document)).result).toMatchObject({
    timelines: [{ id: 't1', name: 'First' }],
  })
  const out = join(folder, 'first.gif')
  const { code, result } = await slerp('timeline', document, 'First', '--out', out, '--size', '128')
  expect(code).toBe(0)
  expect(result).toEqual({ out, frames: 15, format: 'gif', size: 128 })
  expect((await loadImage(out)).width).toBe(128)
})

test('between two images lie a strip or frames', async () => {
  const mix = (...more: string[]) =>
    slerp('mix', document, '--from', '0', '--to', '9', '--count', '6', ...more)
  const strip = join(folder, 'strip.png')
  expect((await mix('--out', strip)).result).toEqual({ out: strip, frames: 6, way: 'slerp' })
  expect((await loadImage(strip)).width).toBeGreaterThan(6 * 128)
  const frames = join(folder, 'frames')
  await mix('--out', frames, '--size', '64', '--way', 'lerp')
  expect(await readdir(frames)).toHaveLength(6)
})

test.each([
  ['timeline', 'No', '--out', 'x.gif', 'There is no timeline "No".'],
  ['timeline', 'First', '--out', 'x.mp4', 'encoded by the window'],
  ['mix', '--from', '0', '--to', '9999', 'There is no image 9999'],
  ['mix', '--way', 'spline', '--out', '--way is'],
])('%s %s %s %s: one line says what is wrong', async (command, ...words) => {
  const wrong = words.pop()!
  const given = words.filter((word) => word !== '--out' || words.includes('x.gif') || words.includes('x.mp4'))
  const out = command === 'mix' ? ['--out', join(folder, 'wrong.png')] : []
  const { code, stderr } = await slerp(command, document, ...given, ...out)
  expect(code).toBe(1)
  expect(stderr).toContain(wrong)
})
