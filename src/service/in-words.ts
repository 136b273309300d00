import { ServiceError, type ErrorCode } from '../protocol/errors'
import type { Handlers } from '../protocol/rpc'

/** Errors that say in words what happened, by their name, and the code they cross the wire with. */
const codes: Record<string, ErrorCode> = {
  UnreadableError: 'unreadable',
  NewerVersionError: 'unreadable',
  DocumentBusyError: 'busy',
  ReadOnlyError: 'busy',
}

/** What the system says, in a sentence. */
const systemErrors: Record<string, string> = {
  ENOENT: 'The file or folder is not there.',
  EACCES: 'The file or folder may not be opened or written.',
  EPERM: 'The file or folder may not be opened or written.',
  ENOTDIR: 'Part of the path is a file, not a folder.',
  EISDIR: 'This is a folder, not a file.',
  EEXIST: 'Something of this name is in the way.',
  ENAMETOOLONG: 'The name is too long.',
  EBUSY: 'Another program is using the file or folder.',
  EMFILE: 'Too many files are open.',
  EROFS: 'The disk cannot be written.',
  ENOSPC: 'The disk is full.',
}

/** Gives every error of a handler a code and words for people. */
export function inWords(handlers: Handlers): Handlers {
  const wrapped = Object.entries(handlers).map(([name, handler]) => {
    const run = handler as (request: unknown, context: unknown) => unknown
    const told = async (request: unknown, context: unknown): Promise<unknown> => {
      try {
        return await run(request, context)
      } catch (error) {
        throw explained(error)
      }
    }
    return [name, told]
  })
  return Object.fromEntries(wrapped) as Handlers
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = codes[error.name]
  if (code) return new ServiceError(code, error.message, { cause: error })
  const { code: systemCode, path } = error as NodeJS.ErrnoException
  const words = systemCode && systemErrors[systemCode]
  if (words) return new ServiceError('unreadable', path ? `${words} (${path})` : words, { cause: error })
  return error
}
