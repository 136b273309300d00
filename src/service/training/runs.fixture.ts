import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testPaths } from '../paths.fixture'
import { Workspace } from '../workspace'
import { TrainingRuns } from './runs'
import { ladder, openHere } from './trainer-here.fixture'

/** An empty document whose runs are carried by this process. */
export class RunsHere {
  readonly workspace = new Workspace(testPaths())
  readonly runs = new TrainingRuns(this.workspace, { open: openHere, ladder })
  #folder = ''

  async open(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'slerp-runs-'))
    await this.workspace.create(join(this.#folder, 'A.slerp'))
  }

  async close(): Promise<void> {
    this.runs.kill()
    await this.workspace.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  get steps(): number {
    return this.runs.status?.points.at(-1)?.step ?? 0
  }
}
