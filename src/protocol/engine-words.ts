import {
  rungLabels,
  rungNames,
  type NativeLibrary,
  type RungName,
  type RungReport,
} from '../core/records/engine'
import type { EngineInfo } from './api'

/** What is known of the engine, in the words that window, command line and copied report share. */

export interface RungRow {
  name: RungName
  label: string
  state: 'works' | 'software' | 'out' | 'testing' | 'untested'
  /** What it runs on, or why it is out in one sentence. */
  words: string
  /** What a person can do about it; empty when there is nothing. */
  advice: string
  stepMs: number | null
  /** Of the slowest measured rung's time, in [0, 1]. */
  share: number
  isInUse: boolean
  isChosen: boolean
}

/** Every rung there is, tested or not, in the order of `rungNames`. */
export function rungRows(info: EngineInfo): RungRow[] {
  const slowestMs = Math.max(...info.rungs.map(({ stepMs }) => stepMs ?? 0))
  return rungNames.map((name) => {
    const report = info.rungs.find((one) => one.name === name)
    const stepMs = report?.stepMs ?? null
    return {
      name,
      label: rungLabels[name],
      state: stateOf(info, name, report),
      words: wordsOf(info, name, report),
      advice: report?.advice ?? '',
      stepMs,
      share: stepMs === null ? 0 : stepMs / slowestMs,
      isInUse: name === info.inUse,
      isChosen: name === info.chosen,
    }
  })
}

function stateOf({ testing }: EngineInfo, name: RungName, report: RungReport | undefined): RungRow['state'] {
  if (testing === name) return 'testing'
  if (!report) return 'untested'
  if (report.available) return 'works'
  return report.isSoftware ? 'software' : 'out'
}

function wordsOf(info: EngineInfo, name: RungName, report: RungReport | undefined): string {
  if (info.testing === name) return 'Being tested…'
  if (!report) return 'Not tested yet.'
  if (report.available) return report.device || 'Works.'
  return report.reason || (report.isSoftware ? 'Software rendering, not used.' : 'Does not work here.')
}

export function reportOf({ rungs }: EngineInfo, name: RungName | null | undefined): RungReport | undefined {
  return rungs.find((report) => report.name === name)
}

/** The rung with the shortest step of those that work. */
export function quickest({ rungs }: EngineInfo): RungReport | undefined {
  const working = rungs.filter(({ available }) => available)
  return working.sort((a, b) => (a.stepMs ?? Infinity) - (b.stepMs ?? Infinity))[0]
}

/** Whether every rung was tried. */
export function isTested({ rungs, testing }: EngineInfo): boolean {
  return testing === null && rungs.length === rungNames.length
}

/** As precise as it can be read: `8.4 ms`, `84 ms`, `1.2 s`. */
export function stepTime(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)} s`
  return `${ms < 9.95 ? ms.toFixed(1) : Math.round(ms)} ms`
}

/**
 * How many times quicker `name` is than `than`, such as `3.1 times quicker`; undefined when it is not, or when that
 * was not measured.
 */
export function timesQuicker(info: EngineInfo, name: RungName, than: RungName): string | undefined {
  const [ms, thanMs] = [reportOf(info, name)?.stepMs, reportOf(info, than)?.stepMs]
  if (!ms || !thanMs || thanMs / ms < 1.05) return undefined
  const ratio = thanMs / ms
  return `${ratio < 9.95 ? ratio.toFixed(1) : Math.round(ratio)} times quicker`
}

export function decodingWords({ by, on, reason }: EngineInfo['decoding']): string {
  const why = reason ? ` ${reason}` : ''
  if (by === 'tfjs') return `Pictures are decoded by TensorFlow.js.${why}`
  return `Pictures are decoded by ONNX Runtime on the ${on === 'cpu' ? 'processor' : 'graphics card'}.${why}`
}

const stateMarks: Record<RungRow['state'], string> = {
  works: 'yes',
  software: 'no',
  out: 'no',
  testing: '...',
  untested: '?',
}

/** The rungs as a table of plain text, with what can be done about one on a line of its own. */
export function rungLines(info: EngineInfo): string[] {
  const labelWidth = Math.max(...rungNames.map((name) => rungLabels[name].length))
  return rungRows(info).flatMap(({ isInUse, state, label, stepMs, words, advice }) => {
    const time = stepMs === null ? '' : stepTime(stepMs)
    const mark = `${isInUse ? '>' : ' '} ${stateMarks[state].padEnd(3)}`
    const left = `${mark} ${label.padEnd(labelWidth)} ${time.padStart(7)}  `
    return [left + words, ...(advice ? [' '.repeat(left.length) + advice] : [])]
  })
}

/** What trains, in a sentence. */
export function inUseWords(info: EngineInfo): string {
  if (info.inUse === null)
    return isTested(info) ? 'Nothing on this machine can train.' : 'Not tested to the end yet.'
  return `Models are trained on ${rungLabels[info.inUse]}, ${choiceWords(info)}.`
}

/** Why it is the one in use. */
export function choiceWords({ inUse, chosen }: EngineInfo): string {
  return inUse === chosen ? 'chosen by hand' : 'the quickest that works here'
}

export function libraryWords({ state, label }: NativeLibrary): string {
  if (state === 'ready') return `${label || 'It'} is here.`
  return label || 'It is not here.'
}

/** All that is known, for whoever helps: plain text. */
export function engineReport(info: EngineInfo, versions: string): string {
  return [
    versions,
    inUseWords(info),
    '',
    ...rungLines(info),
    '',
    `TensorFlow's native library: ${libraryWords(info.library)}`,
    decodingWords(info.decoding),
  ].join('\n')
}
