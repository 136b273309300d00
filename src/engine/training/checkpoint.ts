import type { Networks } from '../kinds/learner'
import type { KeptWeights, Network, PortNames } from '../networks/network'

/** The files of a checkpoint by their path within it. */
export type CheckpointFiles = Record<string, Uint8Array>

/** What is written in ONNX too, by folder, and what its ends are called. */
const exported: Readonly<Record<string, PortNames>> = {
  encoder: { input: 'image', outputs: ['mu', 'logvar'] },
  mapping: { input: 'z', outputs: ['code'] },
  decoder: { input: 'z', outputs: ['image'] },
}

/** Every network with its weights; some in ONNX, for the map. */
export async function saveNetworks(networks: Networks): Promise<CheckpointFiles> {
  const files: CheckpointFiles = {}
  for (const [folder, network] of Object.entries(networks)) {
    for (const [name, bytes] of Object.entries(await network.save())) files[`${folder}/${name}`] = bytes
    const names = exported[folder]
    if (names && isNetwork(network)) files[`${folder}.onnx`] = await network.toOnnx(names)
  }
  return files
}

const isNetwork = (kept: KeptWeights): kept is Network => 'toOnnx' in kept

/**
 * Puts saved weights into networks that were built anew: what the files say of layers is not trusted, only numbers
 * are taken, and only as many as fit.
 *
 * @throws RangeError when they do not fit
 */
export function restoreNetworks(networks: Networks, files: CheckpointFiles): void {
  for (const [folder, network] of Object.entries(networks)) network.restore(files[`${folder}/weights.bin`])
}
