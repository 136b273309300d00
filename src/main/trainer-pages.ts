import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, MessageChannelMain, type Details, type UtilityProcess } from 'electron'
import { TRAINER_PORT, type PageNews, type PageRequest } from '../protocol/trainer-page'
import { confine, loadPage } from './window'

/** What became of a page's process, in words. */
const ends: Record<string, string> = {
  crashed: 'its page crashed',
  oom: 'its page ran out of memory',
  killed: 'its page was ended from outside',
}

/** Opens hidden pages for a service for as long as it lives. */
export const hostTrainerPages = (service: UtilityProcess): void => void new TrainerPages(service)

/**
 * Hidden pages for the rungs that live in one. The service asks for a page and talks with it through a port of their
 * own; main only opens, watches and closes.
 */
class TrainerPages {
  readonly #service: UtilityProcess
  readonly #pages = new Map<number, BrowserWindow>()

  constructor(service: UtilityProcess) {
    this.#service = service
    service.on('message', (message) => this.#hear(message as PageRequest))
    app.on('child-process-gone', this.#onProcessGone)
    // Otherwise Electron asks each page whether it may be closed, and one that computes answers late.
    app.on('before-quit', this.#closeAll)
    service.on('exit', () => {
      app.off('child-process-gone', this.#onProcessGone)
      app.off('before-quit', this.#closeAll)
      this.#closeAll()
    })
  }

  #hear({ kind, id }: PageRequest): void {
    if (kind === 'open-page') this.#open(id)
    else this.#close(id)
  }

  #open(id: number): void {
    const page = hiddenWindow()
    this.#pages.set(id, page)
    const { webContents } = page
    webContents.once('did-finish-load', () => this.#connect(id, page))
    webContents.once('did-fail-load', (_, _code, reason) =>
      this.#gone(id, `its page did not load (${reason})`),
    )
    webContents.once('render-process-gone', (_, { reason }) =>
      this.#gone(id, ends[reason] ?? `its page ended (${reason})`),
    )
    page.once('closed', () => this.#gone(id, 'its page was closed'))
    page.once('unresponsive', () => this.#gone(id, 'its page does not respond'))
    // What failed was told above.
    void loadPage(page, 'trainer.html').catch(() => {})
  }

  #connect(id: number, page: BrowserWindow): void {
    giveWay(page.webContents.getOSProcessId())
    const { port1, port2 } = new MessageChannelMain()
    this.#service.postMessage({ kind: 'page', id } satisfies PageNews, [port1])
    page.webContents.postMessage(TRAINER_PORT, null, [port2])
  }

  /** Chromium gives a page a new graphics process, but what was on the card is lost. */
  readonly #onProcessGone = (_: unknown, { type, reason }: Details): void => {
    if (type !== 'GPU') return
    for (const id of [...this.#pages.keys()]) this.#gone(id, `the graphics process ended (${reason})`)
  }

  #gone(id: number, reason: string): void {
    if (!this.#pages.has(id)) return
    this.#close(id)
    this.#service.postMessage({ kind: 'page-gone', id, reason } satisfies PageNews)
  }

  readonly #closeAll = (): void => [...this.#pages.keys()].forEach((id) => this.#close(id))

  #close(id: number): void {
    const page = this.#pages.get(id)
    this.#pages.delete(id)
    if (page && !page.isDestroyed()) page.destroy()
  }
}

/**
 * Nothing is shown and nothing may be reached; timers run as if it were seen. A session of its own keeps it out of the
 * window's process; it lies on disk for the shaders that the driver compiled.
 */
function hiddenWindow(): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload: join(__dirname, '../preload/trainer.js'),
      partition: 'persist:trainer',
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      backgroundThrottling: false,
    },
  })
  confine(window, [])
  return window
}

/** Training has time; the hand that drags has not. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // The system forbids it: it trains at the usual priority.
  }
}
