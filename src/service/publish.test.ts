import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConceptRecord } from '../core/records/concept'
import { conceptHandlers } from './features/concept'
import { buildIntoDocument } from './features/dataset'
import type { TrainingRuns } from './training/runs'
import { RunsHere } from './training/runs.fixture'
import type { Workspace } from './workspace'

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 60_000 })

let here: RunsHere
let workspace: Workspace
let runs: TrainingRuns

beforeEach(async () => {
  here = new RunsHere()
  await here.open()
  ;({ workspace, runs } = here)
})
afterEach(() => here.close())

const steps = (): number => here.steps

/** Learns until there are so many steps, and publishes what it has learned. */
async function learnUntil(step: number): Promise<void> {
  await expect.poll(steps, { timeout: 30_000 }).toBeGreaterThanOrEqual(step)
  runs.tell('stop')
  await expect.poll(() => runs.status?.state, { timeout: 30_000 }).toBe('stopped')
}

const [having, lacking] = [
  [1, 4, 5],
  [0, 2, 7, 9],
]

/** Difference of the means of two piles of codes, as a unit vector. */
async function betweenPiles(modelId: string): Promise<number[]> {
  const { mu, latentSize } = await workspace.document.readEncoding(modelId)
  const mean = (pile: number[], d: number): number =>
    pile.reduce((sum, i) => sum + mu[i * latentSize + d]! / pile.length, 0)
  const way = Array.from({ length: latentSize }, (_, d) => mean(having, d) - mean(lacking, d))
  return way.map((x) => x / Math.hypot(...way))
}

const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0)

test('after more training the concepts of a person are made anew from where they came from, and stay theirs', async () => {
  const built = { preset: 'emoji', count: 12, seed: 1, size: 32 } as const
  const dataset = await buildIntoDocument(workspace, built, new AbortController().signal, () => {})
  const channels = [2, 2, 4, 4] as [number, number, number, number]
  const config = {
    kind: 'vae',
    batchSize: 4,
    epochs: 4000,
    latentSize: 4,
    channels,
    learningRate: 0.01,
  } as const
  const { id: modelId } = await runs.start(dataset, config)
  await learnUntil(3)

  const concepts = conceptHandlers(workspace)
  const about = { signal: new AbortController().signal, emit: () => {} }
  const source = { kind: 'examples' as const, having, lacking }
  const made = await concepts['concept.make']({ modelId, source, name: 'Mine' }, about)
  await concepts['concept.change']({ modelId, conceptId: made.id, note: 'of seven pictures' }, about)
  expect(cosine(made.direction, await betweenPiles(modelId))).toBeCloseTo(1, 5)
  const other = { ...source, having: [3, 8] }
  const gone = await concepts['concept.make']({ modelId, source: other, name: 'Gone' }, about)
  await concepts['concept.change']({ modelId, conceptId: gone.id, isDeleted: true }, about)

  await runs.continue(modelId)
  await learnUntil(60)

  const now = await workspace.document.readConcepts(modelId)
  const mine = now.find(({ id }) => id === made.id) as ConceptRecord
  expect(mine).toMatchObject({ name: 'Mine', note: 'of seven pictures', source, order: made.order })
  expect(cosine(mine.direction, await betweenPiles(modelId))).toBeCloseTo(1, 5)
  expect(cosine(mine.direction, made.direction)).toBeLessThan(0.999)
  expect(now.filter(({ name }) => name === 'Mine')).toHaveLength(1)
  expect(now.find(({ id }) => id === gone.id)?.isDeleted).toBe(true)
})
