import { ServiceError, type ErrorCode } from '../../../protocol/errors'

/** What went wrong, for people: one sentence what happened, one what to do, and the rest for who helps them. */
export interface Failure {
  what: string
  todo: string
  details: string
}

const advice: Record<ErrorCode, string> = {
  cancelled: 'Start it again whenever you like.',
  closed: 'The engine is being started again. Then try once more.',
  'invalid-request': 'Check what was entered and try again.',
  'out-of-memory': 'Close other programs, or use fewer pictures, and try again.',
  'not-found': 'It may have been moved or removed. Open another one.',
  unreadable: 'Check that the file or folder can be read, or open another one.',
  busy: 'Close it in the other window, or work on a copy.',
  internal: 'Try again. If it happens once more, copy the details and report them.',
}

/** @param doing what was being done, as it goes into a sentence: `open Faces` */
export function failureOf(doing: string, error: unknown): Failure {
  const code = error instanceof ServiceError ? error.code : 'internal'
  const message = error instanceof Error ? error.message : String(error)
  const reason = code === 'internal' || message === '' ? '' : ` ${asSentence(message)}`
  return {
    what: `Slerp could not ${doing}.${reason}`,
    todo: advice[code],
    details: `${doing}\n${code}: ${message}`,
  }
}

export function isCancelled(error: unknown): boolean {
  return error instanceof ServiceError && error.code === 'cancelled'
}

function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?)]$/.test(capital) ? capital : `${capital}.`
}
