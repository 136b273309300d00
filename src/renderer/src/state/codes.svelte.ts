import type { Unusualness } from '../../../core/distance/mahalanobis'
import { hasPosterior } from '../../../core/records/training'
import type { Service } from '../../../protocol/rpc'
import type { Editor } from './editor.svelte'
import { Likeness } from './likeness.svelte'
import { Nearest } from './nearest.svelte'
import { SmallPictures } from './small-pictures.svelte'
import { PosteriorView } from './posterior.svelte'
import { SpreadOnMap } from './spread.svelte'
import { Unusual } from './unusual.svelte'

/** Which of it is looked at. */
interface Wanted {
  showsNearest: boolean
  showsPosterior: boolean
}

/** What is known of the code in hand beyond its picture: its neighbours, how unusual it is, and its posterior. */
export class Codes {
  readonly nearest = new Nearest()
  readonly posterior: PosteriorView
  /** Of the neighbours. */
  readonly pictures: SmallPictures
  readonly likeness: Likeness
  readonly onMap = new SpreadOnMap()
  /** A neighbour that the hand lies on in the list. */
  pointedAt: number | undefined = $state()
  readonly #unusual = new Unusual()
  readonly #editor: Editor

  readonly unusualness: Unusualness | undefined = $derived.by(() => {
    const { latent, z } = this.#editor
    return latent && z ? this.#unusual.of(latent, z) : undefined
  })

  constructor(service: Service, editor: Editor) {
    this.#editor = editor
    this.pictures = new SmallPictures(service)
    this.posterior = new PosteriorView(service)
    this.likeness = new Likeness(service)
  }

  /** Follows what is selected and edited; to be called in an effect. */
  follow({ showsNearest, showsPosterior }: Wanted): void {
    const { latent, selected, z } = this.#editor
    this.#unusual.learn(latent)
    if (latent && selected !== undefined && z && showsNearest) this.nearest.show(latent, selected, z)
    else this.nearest.clear()
    if (latent && selected !== undefined && showsPosterior && hasPosterior(latent.config))
      void this.posterior.show(latent, selected)
    else this.posterior.clear()
  }

  /** The draw becomes the code of the image, an ordinary step that can be undone. */
  async useDraw(): Promise<void> {
    const { draw } = this.posterior
    if (!draw) return
    this.#editor.sketchCode(draw.z)
    this.posterior.forget()
    await this.#editor.release()
  }
}
