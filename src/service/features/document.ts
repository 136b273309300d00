import type { Handlers } from '../../protocol/rpc'
import type { Workspace } from '../workspace'

type DocumentHandlers = Pick<
  Handlers,
  'document.create' | 'document.open' | 'document.openDemo' | 'document.current'
>

export function documentHandlers(workspace: Workspace): DocumentHandlers {
  return {
    'document.create': ({ path }) => workspace.create(path),
    'document.open': ({ path }) => workspace.open(path),
    'document.openDemo': ({ path }) => workspace.openDemo(path),
    'document.current': () => (workspace.isOpen ? workspace.view() : null),
  }
}
