import {
  rungLabels,
  rungNames,
  type NativeLibrary,
  type RungName,
  type RungReport,
} from '../../../../core/records/engine'
import type { EngineInfo } from '../../../../protocol/api'
import {
  choiceWords,
  inUseWords,
  isTested,
  quickest,
  reportOf,
  rungRows,
  stepTime,
  timesQuicker,
  type RungRow,
} from '../../../../protocol/engine-words'

/** The run in progress, as far as the engine's words need it. */
export interface LiveRun {
  rung: RungName
  stepMs: number | undefined
}

export interface ChipWords {
  mark: 'unknown' | 'testing' | 'bringing' | 'good' | 'none'
  name: string
  /** The graphics card; empty for the processor, which goes without saying. */
  device: string
  time: string
}

/** What the chip says: the run in progress with its own time, else what the next one would train on. */
export function chipWords(
  info: EngineInfo | undefined,
  used: RungReport | undefined,
  run: LiveRun | undefined,
): ChipWords {
  const mark = markOf(info, used)
  const report = (run && info && reportOf(info, run.rung)) ?? (run ? undefined : used)
  const rung = run?.rung ?? used?.name
  if (!rung) return { mark, name: nameless[mark], device: '', time: '' }
  const ms = run ? run.stepMs : report?.stepMs
  const isOnCard = rung !== 'native' && rung !== 'wasm'
  return {
    mark,
    name: rungLabels[rung],
    device: isOnCard && report ? cardOf(report.device) : '',
    time: ms ? stepTime(ms) : '',
  }
}

/** `WebGPU on NVIDIA H200 (Vulkan)` as `NVIDIA H200`. */
function cardOf(device: string): string {
  return device.replace(/^.* on (?:the )?/, '').replace(/ \(.*$/, '')
}

const nameless: Record<ChipWords['mark'], string> = {
  unknown: 'Engine',
  testing: 'Testing',
  bringing: 'Engine',
  good: 'Engine',
  none: 'Cannot train',
}

function markOf(info: EngineInfo | undefined, used: RungReport | undefined): ChipWords['mark'] {
  if (!info) return 'unknown'
  if (info.library.state === 'bringing') return 'bringing'
  if (info.testing) return 'testing'
  if (used) return 'good'
  return isTested(info) ? 'none' : 'unknown'
}

/** In [0, 1]; undefined when it cannot be said. */
export function shareDone({ done, total }: NativeLibrary): number | undefined {
  return total > 0 && done > 0 ? Math.min(1, done / total) : undefined
}

/** The lines of the chip's tip. */
export function chipTip(info: EngineInfo | undefined, run: LiveRun | undefined): string[] {
  if (!info) return ['What models are trained on. This computer was not tested yet.']
  const ms = reportOf(info, info.inUse)?.stepMs
  const { library, testing } = info
  const share = shareDone(library)
  return [
    ...(run ? [`This run trains on ${rungLabels[run.rung]}.`] : []),
    inUseWords(info) + (ms ? ` A test step takes ${stepTime(ms)}.` : ''),
    ...(testing ? [`Being tested: ${rungLabels[testing]}.`] : []),
    ...(library.state === 'bringing'
      ? [`TensorFlow's native library: ${library.label}${share ? `, ${Math.floor(share * 100)} %` : ''}`]
      : []),
  ]
}

/** What trains and why; with a run on another rung, first what that one does. */
export function headingWords(info: EngineInfo, run: LiveRun | undefined): string {
  if (!run || run.rung === info.inUse || !info.inUse) return inUseWords(info)
  return `The run in progress trains on it. The next one: ${rungLabels[info.inUse]}, ${choiceWords(info)}.`
}

/** What is marked on a rung's row; empty for most. */
export function rowNote(row: RungRow, running: RungName | undefined): string {
  if (row.name === running) return 'trains now'
  if (!row.isInUse) return ''
  return running ? 'next run' : 'in use'
}

/** That another rung would be quicker than the one chosen by hand; empty when it would not. */
export function betterWords(info: EngineInfo): string {
  const best = quickest(info)?.name
  if (!best || !info.inUse) return ''
  const gain = timesQuicker(info, best, info.inUse)
  return gain ? `${rungLabels[best]} would be ${gain}.` : ''
}

/** `Testing WebGPU, 4 of 5`. */
export function testingWords({ testing, rungs }: EngineInfo, run: LiveRun | undefined): string {
  if (!testing) return ''
  const beside = run ? 'Beside a run, times are longer. ' : ''
  return `${beside}Testing ${rungLabels[testing]}, ${Math.min(rungs.length + 1, rungNames.length)} of ${rungNames.length}…`
}

export function versionWords({
  app,
  electron,
  chrome,
  node,
}: Record<'app' | 'electron' | 'chrome' | 'node', string>): string {
  return `Slerp ${app}, Electron ${electron}, Chromium ${chrome}, Node ${node}`
}

/** Quickest first once every time is known; until then in their usual order, so that nothing jumps. */
export function inOrder(info: EngineInfo): RungRow[] {
  const rows = rungRows(info)
  if (!isTested(info)) return rows
  const key = ({ state, stepMs }: RungRow): number => (state === 'works' ? (stepMs ?? 1e9) : Infinity)
  return rows.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)))
}
