import type { PageNews, PageRequest } from '../../protocol/trainer-page'
import type { Port } from '../../protocol/port'
import type { FromTrainer, ToTrainer } from '../../trainer/messages'
import type { OpenTrainer, Trainer, TrainerEvents } from './trainer'

/** The way to main, which opens and closes pages. */
export interface Main {
  ask(request: PageRequest): void
  onNews(listener: (news: PageNews, port: Port | undefined) => void): void
}

/** Opens trainers in hidden pages that main keeps. */
export function pagesOf(main: Main): OpenTrainer {
  const pages = new Map<number, TrainerPage>()
  let lastId = 0
  main.onNews((news, port) => {
    const page = pages.get(news.id)
    if (news.kind === 'page-gone') {
      pages.delete(news.id)
      page?.gone(news.reason)
    } else if (port) page?.connect(port)
  })
  return (_rung, events) => {
    const id = ++lastId
    const page = new TrainerPage(events, () => {
      pages.delete(id)
      main.ask({ kind: 'close-page', id })
    })
    pages.set(id, page)
    main.ask({ kind: 'open-page', id })
    return page
  }
}

class TrainerPage implements Trainer {
  readonly #events: TrainerEvents
  readonly #close: () => void
  #port: Port | undefined
  /** What was told before the page was there. */
  #early: ToTrainer[] = []
  #isOver = false

  constructor(events: TrainerEvents, close: () => void) {
    this.#events = events
    this.#close = close
  }

  connect(port: Port): void {
    this.#port = port
    port.onMessage((message) => {
      if (!this.#isOver) this.#events.onMessage(message as FromTrainer)
    })
    for (const message of this.#early.splice(0)) port.post(message)
  }

  gone(reason: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#events.onExit(reason)
  }

  tell(message: ToTrainer): void {
    if (this.#port) this.#port.post(message)
    else this.#early.push(message)
  }

  kill(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#close()
  }
}
