import { openInProcess } from '../service/in-process'
import { readArguments, UsageError } from './arguments'
import type { Command } from './command'
import { demoCommand } from './commands/demo'
import { datasetCommand, newCommand } from './commands/document'
import { engineCommand } from './commands/engine'
import { conceptCommand, editCommand, mapCommand } from './commands/latent'
import { trainCommand } from './commands/train'
import { Terminal } from './terminal'

const commands: Record<string, Command> = {
  engine: engineCommand,
  new: newCommand,
  dataset: datasetCommand,
  train: trainCommand,
  map: mapCommand,
  concept: conceptCommand,
  edit: editCommand,
  demo: demoCommand,
}

/** Where the command line finds the parts it starts; told by the entry, which knows where it lies. */
export interface Places {
  trainer: string
  demo: string
}

/** Runs one command. @returns the exit code */
export async function runCommandLine(argv: readonly string[], places: Places): Promise<number> {
  const [name, ...rest] = argv
  const command = name && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return showUsage(name)
  const local = openInProcess(places)
  try {
    const args = readArguments(rest, command.options)
    const terminal = new Terminal(args.values['json'] === true)
    terminal.follow(local.service)
    await command.run({ args, terminal, service: local.service, demoPath: places.demo })
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`slerp ${name}: ${message.split('\n')[0]}\n`)
    if (error instanceof UsageError) process.stderr.write(`usage: slerp ${command.usage}\n`)
    return 1
  } finally {
    await local.close()
  }
}

function showUsage(name: string | undefined): number {
  const wanted = name === undefined || name === 'help' || name === '--help' || name === '-h'
  const out = wanted ? process.stdout : process.stderr
  if (!wanted) out.write(`slerp: there is no command "${name}".\n`)
  out.write('usage: slerp COMMAND [--json]\n\n')
  for (const { usage, about } of Object.values(commands)) out.write(`  slerp ${usage}\n      ${about}\n`)
  return wanted ? 0 : 1
}
