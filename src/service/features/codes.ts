import { hasPosterior } from '../../core/records/training'
import type { Handlers } from '../../protocol/rpc'
import { reconstructionErrors } from '../errors'
import { datasetOf, modelOf } from '../records'
import { progressReporter } from '../tasks'
import type { Workspace } from '../workspace'

type CodeHandlers = Pick<Handlers, 'latent.posterior' | 'latent.errors'>

/** What is known of single codes beyond where they lie. */
export function codeHandlers(workspace: Workspace): CodeHandlers {
  return {
    async 'latent.posterior'({ modelId, image }) {
      const { config, datasetId } = modelOf(workspace.document, modelId)
      if (!hasPosterior(config)) return null
      const { count } = datasetOf(workspace.document, datasetId)
      if (image < count) return { sigma: await workspace.document.readSigma(modelId, image) }
      return spreadOfGuest(workspace, modelId, image)
    },

    'latent.errors': ({ modelId }, { signal, emit }) =>
      reconstructionErrors(workspace, modelId, {
        signal,
        report: progressReporter(emit, 'latent.comparing'),
      }),
  }
}

/** A code that was drawn or mixed is no picture's: it has no posterior. */
async function spreadOfGuest(
  { guests, document, coders }: Workspace,
  modelId: string,
  image: number,
): Promise<{ sigma: Float32Array } | null> {
  const guest = guests.of(modelId).find((one) => one.image === image)
  if (!guest) throw new RangeError(`there is no image ${image}`)
  if (guest.source.kind !== 'photo') return null
  const encoder = await coders.encoder(modelId)
  return { sigma: (await encoder.encode(await document.readGuest(guest.datasetId, image), 1)).sigma }
}
