import { SuperResolution, type Backend } from '../engine/training'
import type { RungName } from '../core/records/engine'
import type { Home } from './home'
import type { EnlargingInput, PictureToEnlarge } from './messages'

/** A network that draws pictures larger, kept open for the next picture. */
export class Enlarging {
  readonly #home: Home
  readonly #open: (rung: RungName) => Promise<Backend>
  #network: SuperResolution | undefined

  constructor(home: Home, open: (rung: RungName) => Promise<Backend>) {
    this.#home = home
    this.#open = open
  }

  async open({ rung, files }: EnlargingInput): Promise<void> {
    this.#network = await SuperResolution.open(await this.#open(rung), files)
    await this.#home.tell({ kind: 'opened' })
  }

  async enlarge({ rgba, width, height }: PictureToEnlarge): Promise<void> {
    if (!this.#network) throw new Error('no network was opened to enlarge pictures with')
    await this.#home.tell({ kind: 'enlarged', rgba: await this.#network.enlarge(rgba, width, height) })
  }
}
