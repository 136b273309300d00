import { fork, type ChildProcess } from 'node:child_process'
import type { FromTrainer, ToTrainer } from './messages'

/** Where the service finds what it starts and ships with. Handed in by the entry point, which knows where it lies. */
export interface ServicePaths {
  /** The built file of the trainer's process. */
  trainer: string
  /** The demo document, read-only. */
  demo: string
}

/**
 * A process of its own for tensors: a native library that dies takes nothing with it, a long step delays no decode,
 * and its memory goes back to the system when it ends.
 *
 * It ends by itself when this process goes away.
 */
export class TrainerProcess {
  readonly #child: ChildProcess
  #lastWords = ''

  /** @param onExit called once with what happened, in words, unless the process ended as it should */
  constructor(
    paths: ServicePaths,
    onMessage: (message: FromTrainer) => void,
    onExit: (reason: string) => void,
  ) {
    this.#child = fork(paths.trainer, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Inside Electron the running program is Electron; this makes it behave as plain Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
    })
    // What native libraries print is noise until they die; then the last line is the best there is.
    this.#child.stderr?.on(
      'data',
      (text: Buffer) => (this.#lastWords = lastLine(text.toString(), this.#lastWords)),
    )
    this.#child.on('message', (message) => onMessage(message as FromTrainer))
    this.#child.on('error', (error) => onExit(error.message))
    this.#child.on('exit', (code, signal) => {
      if (code !== 0) onExit(signal ? `it was ended by ${signal}` : `code ${code}. ${this.#lastWords}`.trim())
    })
  }

  tell(message: ToTrainer): void {
    if (this.#child.connected) this.#child.send(message)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  get pid(): number | undefined {
    return this.#child.pid
  }
}

function lastLine(text: string, before: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) || before
}
