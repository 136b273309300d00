import { rungLabels, rungNames, type NativeLibrary, type RungName } from '../../core/records/engine'
import type { EngineInfo } from '../../protocol/api'
import { decodingWords, inUseWords, libraryWords, rungLines } from '../../protocol/engine-words'
import type { Service } from '../../protocol/rpc'
import { flag, text, UsageError, type Arguments } from '../arguments'
import type { Command, Context } from '../command'
import type { Terminal } from '../terminal'

export const engineCommand: Command = {
  usage: 'engine [--again] [--use RUNG|auto] [--bring]',
  about:
    'say what can train on this machine, measured; choose by hand, or bring the native library of TensorFlow',
  operands: [],
  options: ['use'],
  flags: ['again', 'bring'],
  async run(context) {
    const { args, service, terminal } = context
    const wanted = wantedRung(args)
    if (flag(args, 'bring')) await bring(context)
    let info = await test(context)
    if (wanted !== undefined) info = await service.call('engine.choose', { rung: wanted })
    for (const line of rungLines(info)) terminal.say(line)
    const library = `TensorFlow's native library: ${libraryWords(info.library)}`
    for (const line of ['', inUseWords(info), library, decodingWords(info.decoding)]) terminal.say(line)
    terminal.result(info)
  },
}

/** null for the quickest, undefined when nothing was said. */
function wantedRung(args: Arguments): RungName | null | undefined {
  const wanted = text(args, 'use')
  if (wanted === undefined) return undefined
  if (wanted === 'auto') return null
  const rung = rungNames.find((name) => name === wanted)
  if (rung) return rung
  throw new UsageError(`There is no rung "${wanted}"; there are: ${rungNames.join(', ')}, and auto.`)
}

/** Tests what was not tested yet, or everything, and says which rung it is at. */
async function test({ args, service, terminal }: Context): Promise<EngineInfo> {
  const stop = service.on('engine.changed', ({ testing, rungs }) => {
    if (testing) terminal.progress(`Testing ${rungLabels[testing]}`, rungs.length, rungNames.length)
  })
  try {
    return await service.call('engine.test', { again: flag(args, 'again') })
  } finally {
    stop()
  }
}

/** Waits until the library is there; Ctrl-C stops it. @throws Error with the reason when it could not be brought */
async function bring({ service, terminal }: Context): Promise<void> {
  const stop = (): void => void service.call('engine.stopBringing', {})
  process.once('SIGINT', stop)
  try {
    const { state, label } = await brought(service, terminal)
    if (state !== 'ready') throw new Error(label)
  } finally {
    process.off('SIGINT', stop)
  }
}

/** What came of bringing the library. */
function brought(service: Service, terminal: Terminal): Promise<NativeLibrary> {
  return new Promise((resolve, reject) => {
    const hear = ({ library }: EngineInfo): void => {
      const { state, label, done, total } = library
      if (state === 'bringing') return terminal.progress(label, done, total)
      unlisten()
      resolve(library)
    }
    const unlisten = service.on('engine.changed', hear)
    service.call('engine.bring', {}).then(hear, reject)
  })
}
