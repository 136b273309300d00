import { kMeans } from '../../../core/clusters/k-means'
import { splitIndices } from '../../../core/random/random'
import type { DatasetRecord } from '../../../core/records/dataset'
import type { LatentView, TaskProgress } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled, type Failure } from './failures'
import { inSlices, untilIdle } from './slices'
import { percentilesOf } from './unusual.svelte'
import type { Workspace } from './workspace.svelte'

/** What can be known of every image beside its labels. */
export const measureNames = ['unusual', 'cluster', 'error', 'split'] as const
export type MeasureName = (typeof measureNames)[number]

export const [leastClusters, mostClusters] = [2, 12]
const usualClusters = 6

/** A number or a class for each image, [count]. */
export type Measured = { name: MeasureName } & (
  | { kind: 'amounts'; values: Float32Array }
  | { kind: 'classes'; values: Uint8Array; labels: readonly string[] }
)

/** Nothing that takes less is told of. */
const patienceMs = 700

/** Measures of all images by which a map can be coloured; each is made when it is first asked for, and kept while its codes are. */
export class Measures {
  name: MeasureName | undefined = $state()
  clusters = $state(usualClusters)
  /** The newest that is done; the one before stays until then. */
  measured: Measured | undefined = $state.raw()
  /** Of a measure that takes its time. */
  progress: TaskProgress | undefined = $state.raw()
  failure: Failure | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  #known: { mu: Float32Array; by: Record<string, Measured> } | undefined
  #measuring = new AbortController()

  constructor(service: Service, workspace: Workspace) {
    this.#service = service
    this.#workspace = workspace
    service.on('latent.comparing', (progress) => this.#hear(progress))
  }

  /** Measures what is asked for of the shown model; to be called in an effect. */
  follow(): void {
    const { name, clusters } = this
    const { latent, currentDataset } = this.#workspace
    this.giveUp()
    if (latent && name && currentDataset) void this.#show(latent, currentDataset, name, clusters)
    else this.measured = undefined
  }

  giveUp(): void {
    this.#measuring.abort()
    this.#measuring = new AbortController()
    this.progress = undefined
    this.failure = undefined
  }

  dismiss(): void {
    this.failure = undefined
  }

  async #show(
    latent: LatentView,
    dataset: DatasetRecord,
    name: MeasureName,
    clusters: number,
  ): Promise<void> {
    const { signal } = this.#measuring
    const key = name === 'cluster' ? `${name} ${clusters}` : name
    if (this.#known?.mu !== latent.mu) {
      this.#known = { mu: latent.mu, by: {} }
      this.measured = undefined
    }
    const { by } = this.#known
    const waiting = setTimeout(() => {
      if (!signal.aborted) this.progress ??= { label: 'Measuring the codes', done: 0, total: 1 }
    }, patienceMs)
    try {
      const measured = by[key] ?? (await this.#measure(latent, dataset, name, clusters, signal))
      if (measured && !signal.aborted) this.measured = by[key] = measured
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) this.failure = failureOf('measure the images', error)
    }
    clearTimeout(waiting)
    if (!signal.aborted) this.progress = undefined
  }

  async #measure(
    latent: LatentView,
    dataset: DatasetRecord,
    name: MeasureName,
    clusters: number,
    signal: AbortSignal,
  ): Promise<Measured | undefined> {
    // What it is asked from is answered first.
    await untilIdle()
    if (name === 'cluster') return clustersOf(latent, clusters, signal)
    if (name === 'split') return splitOf(dataset)
    if (name === 'unusual') return unusualOf(latent, signal)
    const { modelId } = latent
    const squared = await this.#service.call('latent.errors', { modelId }, { signal })
    return { name, kind: 'amounts', values: squared.map((error) => 255 * Math.sqrt(error)) }
  }

  #hear(progress: TaskProgress): void {
    // What was given up may still be told of.
    if (this.name === 'error') this.progress = progress.done < progress.total ? progress : undefined
  }
}

async function unusualOf(latent: LatentView, signal: AbortSignal): Promise<Measured | undefined> {
  const shares = await percentilesOf(latent, signal)
  return shares && { name: 'unusual', kind: 'amounts', values: shares.map((share) => 100 * share) }
}

async function clustersOf(
  { mu, latentSize }: LatentView,
  clusters: number,
  signal: AbortSignal,
): Promise<Measured | undefined> {
  const found = await inSlices(kMeans(mu, latentSize, clusters), { signal })
  const labels = Array.from({ length: clusters }, (_, i) => `${i + 1}`)
  return found && { name: 'cluster', kind: 'classes', values: found.labels, labels }
}

function splitOf({ count, heldOut }: DatasetRecord): Measured {
  const values = new Uint8Array(count)
  for (const i of splitIndices(count, heldOut.seed, heldOut.fraction).heldOut) values[i] = 1
  return { name: 'split', kind: 'classes', values, labels: ['learnt from', 'held out'] }
}
