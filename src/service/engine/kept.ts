import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { rungNames, type RungName, type RungReport } from '../../core/records/engine'
import { testingMark } from '../../protocol/machine-folder'
import { readJsonFile, writeFileQuietly } from './json-file'

/** What is kept between starts about this machine's rungs. */
export interface Kept {
  version: 1
  /** What the results depend on: versions and drivers. */
  machine: string
  reports: RungReport[]
  chosen: RungName | null
}

/** Electron and plain Node are different machines to a driver, and only one of them has pages. */
const results = process.versions['electron'] ? 'engine-in-window.json' : 'engine-in-node.json'

/** Test results in a small file. */
export class KeptResults {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  read(): Kept | undefined {
    const value = readJsonFile(join(this.#folder, results))
    return isKept(value) ? value : undefined
  }

  write(kept: Kept): void {
    writeFileQuietly(join(this.#folder, results), JSON.stringify(kept, null, 2))
  }

  /** Written before anything of the rung runs. */
  markTesting(rung: RungName): void {
    writeFileQuietly(join(this.#folder, testingMark), `${rung} ${process.pid}`)
  }

  clearMark(): void {
    rmSync(join(this.#folder, testingMark), { force: true })
  }

  /** The rung whose test was the last thing a process did. */
  casualty(): RungName | undefined {
    try {
      const [rung, pid] = readFileSync(join(this.#folder, testingMark), 'utf8').split(' ')
      return isAlive(Number(pid)) ? undefined : rungNames.find((name) => name === rung)
    } catch {
      return undefined
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0)
  } catch {
    return false
  }
}

function isKept(value: unknown): value is Kept {
  const { version, machine, reports, chosen } = (value ?? {}) as Partial<Record<keyof Kept, unknown>>
  return (
    version === 1 &&
    typeof machine === 'string' &&
    Array.isArray(reports) &&
    reports.every(isReport) &&
    (chosen === null || rungNames.some((name) => name === chosen))
  )
}

function isReport(value: unknown): value is RungReport {
  const report = (value ?? {}) as Partial<Record<keyof RungReport, unknown>>
  const words = [report.device, report.reason, report.advice]
  return (
    rungNames.some((name) => name === report.name) &&
    words.every((word) => typeof word === 'string') &&
    [report.available, report.isSoftware].every((flag) => typeof flag === 'boolean') &&
    (report.stepMs === null || Number.isFinite(report.stepMs))
  )
}
