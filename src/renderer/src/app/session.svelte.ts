import type { Startup } from '../../../protocol/bridge'
import type { Service } from '../../../protocol/rpc'
import { Batch } from '../state/batch.svelte'
import { Beside } from '../state/beside.svelte'
import { Codes } from '../state/codes.svelte'
import { Concepts } from '../state/concepts.svelte'
import { Editor } from '../state/editor.svelte'
import { EditLook } from '../state/edit-look.svelte'
import { EditStack } from '../state/edit-stack.svelte'
import { Engine } from '../state/engine.svelte'
import { EditTree } from '../state/history.svelte'
import { Guests } from '../state/guests.svelte'
import { Exporting } from '../state/exporting.svelte'
import { Maps } from '../state/maps.svelte'
import { Measures } from '../state/measures.svelte'
import { Plan } from '../state/plan.svelte'
import { Photo } from '../state/photo.svelte'
import { Path } from '../state/path.svelte'
import { PictureDrag } from '../state/picture-drag.svelte'
import { Probe } from '../state/probe.svelte'
import { Saving } from '../state/saving.svelte'
import { Settings } from '../state/settings.svelte'
import { Terrain } from '../state/terrain.svelte'
import { Timeline } from '../state/timeline.svelte'
import { TimeMachine } from '../state/time-machine.svelte'
import { Training } from '../state/training.svelte'
import { Variations } from '../state/variations.svelte'
import { Breeding } from '../state/breeding.svelte'
import { Workspace } from '../state/workspace.svelte'
import { connectService } from './service'
import { Shell } from './shell.svelte'

/** What lives and dies with one service process. */
export interface Connected {
  service: Service
  workspace: Workspace
  maps: Maps
  beside: Beside
  editor: Editor
  stack: EditStack
  look: EditLook
  codes: Codes
  guests: Guests
  photo: Photo
  tree: EditTree
  concepts: Concepts
  pictureDrag: PictureDrag
  batch: Batch
  measures: Measures
  training: Training
  terrain: Terrain
  probe: Probe
  path: Path
  timeline: Timeline
  exporting: Exporting
  variations: Variations
  breeding: Breeding
  saving: Saving
  timeMachine: TimeMachine
  plan: Plan
  engine: Engine
}

/** Losses of the service in a row after which it is not started again unasked. */
const mostLosses = 3
const settledMs = 20_000
const terrainFailed =
  'The pictures behind the points could not be made. Switch the terrain off and on to try again.'

/** The window's one session: holds on to the service and, when that dies, brings back what was open. */
export class Session {
  readonly shell = new Shell()
  readonly settings = new Settings()
  open: Connected | undefined = $state.raw()
  recent: readonly string[] = $state.raw([])
  demoPath = ''
  /** The service died again and again. */
  isLost = $state(false)
  #losses = 0

  get isWritable(): boolean {
    const document = this.open?.workspace.document
    return document !== undefined && !document.readOnlyBecause
  }

  async start(): Promise<void> {
    const [open, startup] = await Promise.all([this.#connect(), window.slerp.startup()])
    this.open = open
    this.recent = startup.recent
    this.demoPath = startup.demoPath
    await this.#openFirst(startup)
  }

  async createDocument(): Promise<void> {
    const path = await window.slerp.chooseNewDocument()
    if (path) await this.#show((workspace) => workspace.create(path))
  }

  async chooseDocument(): Promise<void> {
    const path = await window.slerp.chooseDocument()
    if (path) await this.openDocument(path)
  }

  async choosePictures(): Promise<void> {
    const folder = await window.slerp.chooseFolder()
    if (folder) this.shell.importFolder(folder)
  }

  async openDocument(path: string): Promise<void> {
    await this.#show((workspace) => workspace.openDocument(path))
  }

  async openDemo(): Promise<void> {
    await this.#show((workspace) => workspace.openDemo(this.demoPath))
  }

  /** Starts the engine once more after it was given up. */
  async startAgain(): Promise<void> {
    this.#losses = 0
    this.isLost = false
    await this.#recover()
  }

  async #openFirst({ documentPath }: Startup): Promise<void> {
    if (!documentPath || documentPath === this.demoPath) return this.openDemo()
    await this.openDocument(documentPath)
    if (this.open?.workspace.document) return
    await this.openDemo()
    this.shell.say(`${fileName(documentPath)} could not be opened, so here is the demo.`)
  }

  async #show(open: (workspace: Workspace) => Promise<void>): Promise<void> {
    const workspace = this.open?.workspace
    if (!workspace) return
    await open(workspace)
    void this.open?.training.catchUp()
    const path = workspace.document?.path
    if (path && !workspace.failure) this.#remember(path)
    const [first] = workspace.document?.problems ?? []
    if (first) this.shell.say(`Part of this document was left out. ${first}`)
  }

  #remember(path: string): void {
    window.slerp.remember(path)
    this.recent = [path, ...this.recent.filter((known) => known !== path)].slice(0, 10)
  }

  async #connect(): Promise<Connected> {
    const service = await connectService(() => void this.#lose())
    const workspace = new Workspace(service)
    const training = new Training(service)
    const maps = new Maps(service, workspace)
    const beside = new Beside(service, workspace)
    const editor = new Editor(service, workspace)
    const stack = new EditStack(service, editor)
    const look = new EditLook(service, editor, workspace)
    const codes = new Codes(service, editor)
    const guests = new Guests(service, workspace, editor)
    const photo = new Photo(service, workspace, editor)
    const pictureDrag = new PictureDrag(service, editor)
    const tree = new EditTree(service, workspace)
    const concepts = new Concepts(service, workspace)
    const batch = new Batch(service, workspace, editor)
    const measures = new Measures(service, workspace)
    const terrain = new Terrain(service, () => this.shell.say(terrainFailed))
    const probe = new Probe(service, editor)
    const path = new Path(service, editor)
    const timeline = new Timeline(service, workspace, editor)
    const exporting = new Exporting(service)
    const variations = new Variations(service, workspace, editor)
    const breeding = new Breeding(service, workspace, editor)
    const saving = new Saving(service, this.settings)
    const timeMachine = new TimeMachine(service)
    const engine = new Engine(service)
    const plan = new Plan(service, workspace, engine, this.open?.plan.wishes)
    return {
      service,
      workspace,
      maps,
      beside,
      editor,
      stack,
      look,
      codes,
      guests,
      photo,
      tree,
      concepts,
      pictureDrag,
      batch,
      measures,
      training,
      terrain,
      probe,
      path,
      timeline,
      exporting,
      variations,
      breeding,
      saving,
      timeMachine,
      plan,
      engine,
    }
  }

  async #lose(): Promise<void> {
    this.#losses++
    setTimeout(() => (this.#losses = Math.max(0, this.#losses - 1)), settledMs)
    if (this.#losses >= mostLosses) this.isLost = true
    else await this.#recover()
  }

  /** Connects anew and brings back the same document and model; until then the old pictures stay in view. */
  async #recover(): Promise<void> {
    const { document, latent } = this.open?.workspace ?? {}
    const next = await this.#connect()
    if (document) await next.workspace.openDocument(document.path)
    if (latent && next.workspace.latent?.modelId !== latent.modelId)
      await next.workspace.openModel(latent.modelId)
    void next.training.catchUp()
    this.open = next
    this.#tellOfRestart(next)
  }

  #tellOfRestart({ workspace, training }: Connected): void {
    const interrupted = workspace.document?.models.findLast(({ state }) => state === 'interrupted')
    const goOn = interrupted && {
      label: 'Go on from the last checkpoint',
      run: (): void => {
        this.shell.mode = 'train'
        this.shell.dismiss()
        void training.continueRun(interrupted.id)
      },
    }
    this.shell.say('The engine stopped unexpectedly and was started again.', goOn)
  }
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).findLast(Boolean) ?? path
}
