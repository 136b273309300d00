import { fitLogistic, probeScores, type LinearProbe } from '../../src/core/statistics/logistic'
import type { Encoder } from '../../src/engine'
import { bytesOf, labelsOf, type Data } from './data'

/** Says of pictures whether they have what a label names: a linear probe on codes of a model that judges only. */
export class Judge {
  readonly #encoder: Encoder
  readonly #probes = new Map<string, LinearProbe>()

  private constructor(encoder: Encoder) {
    this.#encoder = encoder
  }

  static async on(data: Data, encoder: Encoder, names: readonly string[]): Promise<Judge> {
    const judge = new Judge(encoder)
    const { train } = data.split
    const codes = (await encoder.encode(bytesOf(data, train), train.length)).mu
    for (const name of names)
      judge.#probes.set(name, fitLogistic(codes, labelsOf(data, name, train), encoder.latentSize))
    return judge
  }

  /** @param rgb `count` pictures */
  async says(name: string, rgb: Uint8Array, count: number): Promise<boolean[]> {
    const { mu } = await this.#encoder.encode(rgb, count)
    return Array.from(probeScores(this.#probes.get(name)!, mu, count), (score) => score > 0)
  }

  /** Share of held-out pictures of the data that it is right about. */
  async accuracy(data: Data, name: string): Promise<number> {
    const { heldOut } = data.split
    const said = await this.says(name, bytesOf(data, heldOut), heldOut.length)
    const labels = labelsOf(data, name, heldOut)
    return said.filter((yes, i) => Number(yes) === labels[i]).length / labels.length
  }
}
