import type { TrainRequest } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { Cost } from './cost.svelte'
import type { Engine } from './engine.svelte'
import { epochsIn, planPresets, type PlanPreset, type PlanPresetName } from './plan-presets'
import { configOf, firstWishes, labelsOf, obstacleTo, requestOf, settled } from './wishes'
import { withSettings, type Settings, type Wishes } from './wishes'
import type { Workspace } from './workspace.svelte'

/** The run that is being planned: what is wished for, what is thereby asked for, and what that would cost. */
export class Plan {
  readonly cost: Cost
  /** What a preset chose, in a sentence. */
  said: string | undefined = $state()
  /** Whether it is worked on though there is a run to look at. */
  isOpen = $state(false)
  #wished: Wishes = $state.raw(firstWishes)
  readonly #workspace: Workspace
  readonly #engine: Engine
  readonly #datasets = $derived.by(() => this.#workspace.document?.datasets ?? [])
  readonly wishes = $derived.by(() =>
    settled(this.#wished, this.#datasets, this.#workspace.currentDataset?.id),
  )
  /** Labels that the data have. */
  readonly labels = $derived.by(() => labelsOf(this.wishes, this.#datasets))
  readonly config = $derived.by(() => configOf(this.wishes, this.labels))
  /** Why this cannot be trained yet, in words. */
  readonly obstacle = $derived.by(() => obstacleTo(this.config, this.labels))
  readonly request: TrainRequest = $derived.by(() => requestOf(this.wishes, this.config))

  /** @param wished before the service was started again */
  constructor(service: Service, workspace: Workspace, engine: Engine, wished = firstWishes) {
    this.cost = new Cost(service)
    this.#workspace = workspace
    this.#engine = engine
    this.#wished = wished
  }

  /** What it would be trained on. */
  get #rung(): string {
    return this.#engine.info?.inUse ?? ''
  }

  wish(change: Partial<Omit<Wishes, 'set'>>): void {
    this.#wished = { ...this.#wished, ...change }
    this.said = undefined
  }

  set(settings: Settings): void {
    this.#wished = withSettings(this.#wished, settings)
    this.said = undefined
  }

  /** The same run again, as a beginning of another one. */
  startFrom(wishes: Wishes, name: string): void {
    this.#wished = wishes
    this.isOpen = true
    this.said = `Set as for ${name}; change what you like.`
  }

  /** Measures what is wished for now, after a pause. @returns a way to give up */
  measureSoon(): () => void {
    const [request, rung] = [this.request, this.#rung]
    if (!this.obstacle) return this.cost.askSoon(request, rung)
    this.cost.forget()
    return () => {}
  }

  /** Chooses networks and epochs for the time that there is, by what a step takes here. */
  async fit(name: PlanPresetName): Promise<void> {
    const preset: PlanPreset = planPresets[name]
    const { wishes } = this
    for (const { channels, label } of preset.widths) {
      const wider = withSettings(wishes, { channels })
      const estimate = await this.cost.ask(requestOf(wider, configOf(wider, this.labels)), this.#rung)
      if (!estimate) return
      const epochs = epochsIn(preset, estimate)
      if (epochs < preset.enoughEpochs && channels !== preset.widths.at(-1)?.channels) continue
      this.#wished = withSettings(wider, { epochs })
      this.said = `${preset.label}: ${label.toLowerCase()} networks, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}.`
      return
    }
  }
}
