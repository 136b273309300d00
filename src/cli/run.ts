import { openInProcess } from '../service/in-process'
import type { ServicePaths } from '../service/paths'
import { readArguments, UsageError } from './arguments'
import type { Command } from './command'
import { cardCommand } from './commands/card'
import { conceptCommand } from './commands/concept'
import { demoCommand } from './commands/demo'
import { datasetCommand, newCommand } from './commands/document'
import { engineCommand } from './commands/engine'
import { editCommand } from './commands/latent'
import { mapCommand } from './commands/map'
import { mixCommand, timelineCommand } from './commands/timeline'
import { photoCommand } from './commands/photo'
import { trainCommand } from './commands/train'
import { Terminal } from './terminal'

const commands: Record<string, Command> = {
  engine: engineCommand,
  new: newCommand,
  dataset: datasetCommand,
  train: trainCommand,
  card: cardCommand,
  map: mapCommand,
  concept: conceptCommand,
  edit: editCommand,
  photo: photoCommand,
  mix: mixCommand,
  timeline: timelineCommand,
  demo: demoCommand,
}

/** Runs one command. @returns the exit code */
export async function runCommandLine(argv: readonly string[], places: ServicePaths): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === 'help' || isHelp(name)) return showHelp(Object.values(commands))
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return fail(`slerp: there is no command "${name}"; slerp help lists them.`)
  if (rest.some(isHelp)) return showHelp([command])
  const local = openInProcess(places)
  const terminal = new Terminal(rest.includes('--json'))
  terminal.follow(local.service)
  try {
    const args = readArguments(rest, command)
    await command.run({ args, terminal, service: local.service, demoPath: places.demo })
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    terminal.clearBar()
    const usage = error instanceof UsageError ? ` Usage: slerp ${command.usage}` : ''
    return fail(`slerp ${name}: ${message.split('\n')[0]}${usage}`)
  } finally {
    await local.close()
  }
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h'

function showHelp(shown: readonly Command[]): number {
  process.stdout.write('usage: slerp COMMAND [--json]\n\n')
  for (const { usage, about } of shown) process.stdout.write(`  slerp ${usage}\n      ${about}\n`)
  return 0
}

/** One line, whatever went wrong. */
function fail(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
