import { expect, test } from 'vitest'
import { clusteredCodes } from '../../../core/projection/codes.fixture'
import { defaultConfigs } from '../../../core/records/training'
import type { DatasetRecord } from '../../../core/records/dataset'
import type { LatentView } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Measures } from './measures.svelte'
import { Nearest } from './nearest.svelte'
import { PosteriorView } from './posterior.svelte'
import { inSlices } from './slices'
import { Trail } from './trail.svelte'
import { Unusual } from './unusual.svelte'
import { Workspace } from './workspace.svelte'

const size = 8
const { codes: mu } = clusteredCodes(400, size, 5)
const latent = {
  ...{ modelId: 'm', datasetId: 'd', count: 400, latentSize: size, mu },
  config: defaultConfigs.vae,
} as LatentView
const rowOf = (i: number): Float32Array => mu.slice(i * size, (i + 1) * size)

function open(handlers: Partial<Handlers>) {
  const [near, far] = portPair()
  const emit = serve(far, handlers)
  return { service: connect(near), emit }
}

test('work is done in slices that end in time, and is given up between two', async () => {
  const giveUp = new AbortController()
  let steps = 0
  function* endless(): Generator<void, number> {
    for (;;) {
      const until = performance.now() + 1
      while (performance.now() < until);
      steps++
      yield
    }
  }
  let pauses = 0
  const pause = (): Promise<void> => {
    if (++pauses === 3) giveUp.abort()
    return Promise.resolve()
  }
  expect(await inSlices(endless(), { signal: giveUp.signal, pause })).toBeUndefined()
  expect(pauses).toBe(3)
  expect(steps).toBeLessThanOrEqual(3 * 8)
})

test('of many codes asked for in a drag the newest is answered, without the image itself', async () => {
  const nearest = new Nearest()
  for (let i = 0; i < 50; i++) nearest.show(latent, i, rowOf(i))
  await expect.poll(() => nearest.found?.image).toBe(49)
  expect(nearest.found!.indices).toHaveLength(12)
  expect(nearest.found!.indices).not.toContain(49)
  nearest.show(latent, 3, rowOf(3))
  nearest.clear()
  await inSlices(
    (function* () {
      for (let i = 0; i < 3; i++) yield
    })(),
  )
  expect(nearest.found).toBeUndefined()
})

test('draws of an image are the same each time it is shown, and each has its picture', async () => {
  const rgba = new Uint8Array(4)
  const sigma = new Float32Array(size).fill(0.5)
  const { service } = open({
    'latent.posterior': () => ({ sigma }),
    'latent.decode': ({ z }) => ({ width: 1, height: 1, count: 1, rgba: rgba.map(() => z[0]! * 10 + 100) }),
  })
  const view = new PosteriorView(service)
  const drawOf = async (image: number): Promise<Float32Array> => {
    await view.show(latent, image)
    view.sample()
    await expect.poll(() => view.picture).toBeDefined()
    const { eps, z } = view.draw!
    expect([...z]).toEqual([...rowOf(image).map((x, j) => x + 0.5 * eps[j]!)])
    return z
  }
  const first = await drawOf(7)
  expect(await drawOf(8)).not.toEqual(first)
  expect(view.drawn).toBe(1)
  expect(await drawOf(7)).toEqual(first)
  view.sample()
  expect(view.draw!.z).not.toEqual(first)
})

test('how unusual a code is is known after a while, of these codes and no others', async () => {
  const unusual = new Unusual()
  unusual.learn(latent)
  expect(unusual.of(latent, rowOf(0))).toBeUndefined()
  await expect.poll(() => unusual.of(latent, rowOf(0))).toBeDefined()
  expect(unusual.of(latent, rowOf(0).fill(100))!.percentile).toBe(1)
  expect(unusual.of({ mu: mu.slice() }, rowOf(0))).toBeUndefined()
})

test('a trail loses its beginning before it grows without end', () => {
  const trail = new Trail()
  for (let i = 0; i < 700; i++) trail.add([i, 0])
  expect(trail.places).toHaveLength(600)
  expect(trail.places.at(-1)).toEqual([699, 0])
  trail.clear()
  expect(trail.places).toEqual([])
})

function openMeasures(handlers: Partial<Handlers>) {
  const { service, emit } = open(handlers)
  const workspace = new Workspace(service)
  workspace.latent = latent
  const heldOut = { seed: 1, fraction: 0.1 }
  workspace.document = {
    datasets: [{ id: 'd', count: 400, heldOut } as unknown as DatasetRecord],
  } as unknown as NonNullable<Workspace['document']>
  return { measures: new Measures(service, workspace), emit }
}

test('each measure is made once, and the newest that is asked for is shown', async () => {
  let asked = 0
  const { measures } = openMeasures({
    'latent.errors': () => {
      asked++
      return new Float32Array(400).fill(0.25)
    },
  })
  for (const name of ['unusual', 'cluster', 'split', 'error', 'split', 'error'] as const) {
    measures.name = name
    measures.follow()
    await expect.poll(() => measures.measured?.name).toBe(name)
  }
  expect(asked).toBe(1)
  expect(measures.measured!.values[0]).toBe(127.5)
  measures.name = 'cluster'
  measures.clusters = 9
  measures.follow()
  await expect.poll(() => new Set(measures.measured!.values).size).toBe(9)
  measures.name = undefined
  measures.follow()
  expect(measures.measured).toBeUndefined()
})

test('of the held out there are as many as the data set says', async () => {
  const { measures } = openMeasures({})
  measures.name = 'split'
  measures.follow()
  await expect.poll(() => measures.measured).toBeDefined()
  expect([...measures.measured!.values].filter((value) => value === 1)).toHaveLength(40)
})

test('a measure that fails says why, and one that is given up says nothing', async () => {
  const { measures } = openMeasures({
    'latent.errors': () => {
      throw new Error('no decoder')
    },
  })
  measures.name = 'error'
  measures.follow()
  await expect.poll(() => measures.failure?.what).toMatch(/measure the images/)
  measures.follow()
  measures.giveUp()
  await new Promise((go) => setTimeout(go, 20))
  expect(measures.failure).toBeUndefined()
})
