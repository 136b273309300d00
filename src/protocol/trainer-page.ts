/** How the service and main speak of hidden trainer pages. The runs themselves go through each page's own port. */

/** The message that brings a page its port. */
export const TRAINER_PORT = 'slerp:trainer-port'

/** What the service asks of main. */
export type PageRequest = { kind: 'open-page'; id: number } | { kind: 'close-page'; id: number }

/** What main tells the service: with a page's port, that it is there; or that it went, and why, in words. */
export type PageNews = { kind: 'page'; id: number } | { kind: 'page-gone'; id: number; reason: string }
