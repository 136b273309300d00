import { expect } from 'vitest'
import { applyEntry, canRedo, canUndo, emptyHistory, type EditHistory } from '../../../core/editing/history'
import type { ConceptRecord } from '../../../core/records/concept'
import type { JournalEntry } from '../../../core/records/journal'
import { defaultConfigs } from '../../../core/records/training'
import type { DocumentView, EditingView, LatentView } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Editor } from './editor.svelte'
import { Workspace } from './workspace.svelte'

const at = '2026-01-01T00:00:00.000Z'
const smile = { id: 'smile', direction: [0, 1, 0], unitLength: 2, meanAlong: 0, safeRange: [-2, 2] }

/** Four codes in three dimensions, of which the map shows the first two. */
export const latent: LatentView = {
  modelId: 'm',
  datasetId: 'd',
  config: { ...defaultConfigs.vae, latentSize: 3 },
  count: 4,
  latentSize: 3,
  mu: Float32Array.of(0, 0, 5, 1, 0, 6, 0, 1, 7, 1, 1, 8),
  map: {
    record: {
      version: 2,
      id: 'map',
      modelId: 'm',
      method: 'pca',
      dimensions: 2,
      latentSize: 3,
      mean: [0, 0, 0],
      basis: [1, 0, 0, 0, 1, 0],
      explainedVariance: [0.5, 0.3],
      createdAt: at,
    },
    positionsInMap: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1),
  },
  maps: [],
  concepts: [smile as unknown as ConceptRecord],
  guests: [],
}

/** The real reducer behind a real wire; a picture is its code, so that it says where it came from. */
export function makeEditor(overrides: Partial<Handlers> = {}, shownModel = latent) {
  let history: EditHistory = emptyHistory
  /** How many operations each kept edit has, and how many edits each step. */
  const commits: number[] = []
  const steps: number[] = []
  const view = (): EditingView => ({
    edits: [...history.edits.values()],
    timelines: [...history.timelines.values()],
    marks: [...history.marks.values()],
    selected: history.selected ?? null,
    step: history.current,
    canUndo: canUndo(history),
    canRedo: canRedo(history),
  })
  const act = (entry: JournalEntry): EditingView => {
    history = applyEntry(history, entry)
    return view()
  }
  const document: DocumentView = {
    path: '/a.slerp',
    name: 'a',
    datasets: [],
    models: [],
    problems: [],
    currentModelId: 'm',
    editing: view(),
  }
  const handlers: Partial<Handlers> = {
    'document.open': () => document,
    'latent.open': () => shownModel,
    'dataset.attributes': () => [],
    'dataset.images': ({ indices }) => picture(Float32Array.from(indices)),
    'latent.decode': ({ z }) => picture(z),
    'edit.select': ({ modelId, image }) => act({ kind: 'select', at, modelId, image }),
    'edit.commit': ({ edits }) => {
      steps.push(edits.length)
      commits.push(...edits.map(({ operations }) => operations.length))
      return act({ kind: 'edits', at, edits: [...edits] })
    },
    'edit.mark': (marks) => act({ kind: 'mark', at, marks }),
    'timeline.keep': ({ timeline }) => act({ kind: 'timeline', at, timeline }),
    'edit.undo': () => act({ kind: 'undo', at }),
    'edit.redo': () => act({ kind: 'redo', at }),
    ...overrides,
  }
  const [near, far] = portPair()
  serve(far, handlers)
  const service = connect(near)
  const workspace = new Workspace(service)
  return { service, workspace, editor: new Editor(service, workspace), commits, steps }
}

export const picture = (values: Float32Array) => ({
  width: 1,
  height: 1,
  count: 1,
  rgba: Uint8Array.from(values, (value) => value * 10),
})

export async function opened(overrides: Partial<Handlers> = {}, shownModel = latent) {
  const made = makeEditor(overrides, shownModel)
  await made.workspace.openDocument('/a.slerp')
  await made.editor.select(2)
  await expect.poll(() => shown(made.editor)).toEqual([0, 10, 70])
  return made
}

export const shown = (editor: Editor): number[] => [...(editor.edited?.rgba ?? [])]
