import type { LatentView } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { Handlers } from '../../protocol/rpc'
import { imagesFromRgb, rgbFromImages } from '../images'
import { computeConcept, computeMap } from '../publish'
import { modelOf } from '../records'
import type { Workspace } from '../workspace'

type LatentHandlers = Pick<
  Handlers,
  'latent.open' | 'latent.decode' | 'latent.encode' | 'map.compute' | 'concept.fit'
>

/** Codes asked for at once; a strip is 16, so more is a mistake or an attack on memory. */
const mostCodes = 4096

/** Codes, pictures of codes, maps and concepts. */
export function latentHandlers(workspace: Workspace): LatentHandlers {
  return {
    'latent.open': ({ modelId }) => openLatent(workspace, modelId),

    async 'latent.decode'({ modelId, z, count }) {
      if (!(count >= 1 && count <= mostCodes)) throw new RangeError(`cannot decode ${count} codes at once`)
      const decoder = await workspace.coders.decoder(modelOf(workspace.document, modelId).id)
      return imagesFromRgb(await decoder.decode(z, count), count, decoder.width, decoder.height)
    },

    async 'latent.encode'({ modelId, images }) {
      const encoder = await workspace.coders.encoder(modelOf(workspace.document, modelId).id)
      return (await encoder.encode(rgbFromImages(images), images.count)).mu
    },

    'map.compute': ({ modelId, dimensions }) =>
      computeMap(workspace.document, modelOf(workspace.document, modelId).id, dimensions),
    'concept.fit': ({ modelId, attribute }) => computeConcept(workspace.document, modelId, attribute),
  }
}

async function openLatent(workspace: Workspace, modelId: string): Promise<LatentView> {
  const { document } = workspace
  const { datasetId, config } = modelOf(document, modelId)
  // The decoder is wanted at the first drag; opening it now hides its 30 ms.
  void workspace.coders.decoder(modelId).catch(() => {})
  const [{ mu, count, latentSize }, map, concepts] = await Promise.all([
    document.readEncoding(modelId),
    document.readMap(modelId),
    document.readConcepts(modelId),
  ]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new ServiceError(
      'not-found',
      'This model has no map yet; go on with its training, or use it as it is.',
    )
  })
  if (!document.readOnlyBecause) await document.setCurrentModel(modelId)
  return { modelId, datasetId, config, count, latentSize, mu, map, concepts }
}
