import type { Handlers } from '../../protocol/rpc'
import type { Refining } from '../refining'

export function refineHandlers(refining: Refining): Pick<Handlers, 'latent.refine' | 'latent.stopRefining'> {
  return {
    'latent.refine': (request) => refining.start(request),
    'latent.stopRefining': () => refining.stop(),
  }
}
