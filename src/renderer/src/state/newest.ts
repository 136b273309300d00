import { inSlices, soon } from './slices'

/**
 * One search goes on at a time, in slices, and only the newest question waits for it: the answer follows the hand as fast
 * as it can and never slower.
 */
export class Newest<Question, Answer> {
  readonly #search: (question: Question) => Generator<unknown, Answer>
  readonly #onfound: (answer: Answer, question: Question) => void
  readonly #sliceMs: number | undefined
  #next: Question | undefined
  #isBusy = false
  /** Counted up when what goes on is no longer wanted. */
  #era = 0

  /** @param sliceMs longest time that nothing else is done */
  constructor(
    search: (question: Question) => Generator<unknown, Answer>,
    onfound: (answer: Answer, question: Question) => void,
    sliceMs?: number,
  ) {
    this.#search = search
    this.#onfound = onfound
    this.#sliceMs = sliceMs
  }

  ask(question: Question): void {
    this.#next = question
    if (!this.#isBusy) void this.#drain()
  }

  forget(): void {
    this.#era++
    this.#next = undefined
  }

  async #drain(): Promise<void> {
    this.#isBusy = true
    while (this.#next !== undefined) {
      const question = this.#next
      this.#next = undefined
      const era = this.#era
      const answer = await inSlices(this.#search(question), { pause: soon, sliceMs: this.#sliceMs })
      if (answer !== undefined && era === this.#era) this.#onfound(answer, question)
    }
    this.#isBusy = false
  }
}
