import { frechetDistance } from '../../src/core/metrics/frechet'
import { defaultConfigs } from '../../src/core/records/training'
import type { Encoder } from '../../src/engine'
import { bytesOf, type Data } from './data'
import { learn, type Learned } from './learn'
import { Judge } from './probes'

/** A VAE that judges pictures by its codes and takes no other part. */
export const judgingVae = (data: Data): Promise<Learned> =>
  learn(data, { ...defaultConfigs.vae, epochs: 40, seed: 99 })

/** Frechet distance of pictures' codes from those of as many pictures of the data. */
export async function distanceTo(judge: Encoder, data: Data, rgb: Uint8Array): Promise<number> {
  const count = rgb.length / (data.side ** 2 * 3)
  const real = (await judge.encode(bytesOf(data, data.split.train.subarray(0, count)), count)).mu
  const made = (await judge.encode(rgb, count)).mu
  return frechetDistance(real, made, judge.latentSize)
}

/** Labels are read off pictures by linear probes on the codes of a VAE that takes no part. */
export async function judgeOf(data: Data): Promise<Judge> {
  const { encoder } = await learn(data, { ...defaultConfigs.vae, epochs: 30, seed: 99 })
  return Judge.on(data, encoder, binaryNames(data))
}

export const binaryNames = ({ attributes }: Data): string[] =>
  attributes.filter(({ kind }) => kind === 'binary').map(({ name }) => name)
