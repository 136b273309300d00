import type { Handlers } from '../../protocol/rpc'
import type { Handles } from '../handles'

export function handleHandlers(
  handles: Handles,
): Pick<Handlers, 'handles.prepare' | 'handles.drag' | 'handles.stop'> {
  return {
    'handles.prepare': ({ modelId }) => handles.prepare(modelId),
    'handles.drag': (request) => handles.start(request),
    'handles.stop': () => handles.stop(),
  }
}
