import type { Service } from '../protocol/rpc'
import type { Arguments } from './arguments'
import type { Terminal } from './terminal'

export interface Context {
  args: Arguments
  terminal: Terminal
  service: Service
  /** Where the shipped demo document lies. */
  demoPath: string
}

export interface Command {
  usage: string
  about: string
  /** What it takes without a name, in order. */
  operands: string[]
  /** Names of the options it takes, besides --json. */
  options: string[]
  /** Names of the options that stand alone. */
  flags?: string[]
  run(context: Context): Promise<void>
}
