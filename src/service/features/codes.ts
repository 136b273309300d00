import { hasPosterior } from '../../core/records/training'
import type { Handlers } from '../../protocol/rpc'
import { reconstructionErrors } from '../errors'
import { modelOf } from '../records'
import { progressReporter } from '../tasks'
import type { Workspace } from '../workspace'

type CodeHandlers = Pick<Handlers, 'latent.posterior' | 'latent.errors'>

/** What is known of single codes beyond where they lie. */
export function codeHandlers(workspace: Workspace): CodeHandlers {
  return {
    async 'latent.posterior'({ modelId, image }) {
      const { config } = modelOf(workspace.document, modelId)
      if (!hasPosterior(config)) return null
      return { sigma: await workspace.document.readSigma(modelId, image) }
    },

    'latent.errors': ({ modelId }, { signal, emit }) =>
      reconstructionErrors(workspace, modelId, {
        signal,
        report: progressReporter(emit, 'latent.comparing'),
      }),
  }
}
