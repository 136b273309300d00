import type { ConceptRecord } from '../../core/records/concept'
import type { Document, Encoding } from '../../document'
import type { LatentView, ModelMaps } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { Handlers } from '../../protocol/rpc'
import { imagesFromRgb, rgbFromImages } from '../images'
import { mapsOf, unmapped } from '../maps/maps'
import { modelOf } from '../records'
import type { Workspace } from '../workspace'

type LatentHandlers = Pick<Handlers, 'latent.open' | 'latent.decode' | 'latent.encode'>

/** Codes asked for at once; a strip is 16, so more is a mistake or an attack on memory. */
const mostCodes = 4096

/** Codes and pictures of codes. */
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
  }
}

async function openLatent(workspace: Workspace, modelId: string): Promise<LatentView> {
  const { document, guests } = workspace
  const { datasetId, config } = modelOf(document, modelId)
  // The decoder is wanted at the first drag; opening it now hides its 30 ms.
  void workspace.coders.decoder(modelId).catch(() => {})
  const [{ mu, count, latentSize }, maps, concepts] = await readAll(document, modelId)
  const known = await guests.codesOf(modelId)
  if (!document.readOnlyBecause) await document.setCurrentModel(modelId)
  return { modelId, datasetId, config, count, latentSize, mu, ...maps, concepts, guests: known }
}

/** @throws ServiceError when the model has not been published yet */
async function readAll(
  document: Document,
  modelId: string,
): Promise<[Omit<Encoding, 'sigma'>, ModelMaps, ConceptRecord[]]> {
  try {
    const encoding = await document.readEncoding(modelId)
    const shown = [mapsOf(document, modelId, encoding), document.readConcepts(modelId)] as const
    return [encoding, ...(await Promise.all(shown))]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new ServiceError('not-found', unmapped)
  }
}
