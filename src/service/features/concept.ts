import { unitKeeping } from '../../core/concepts/keep'
import { makeConcept, type MadeConcept } from '../../core/concepts/make'
import { effectsOf } from '../../core/concepts/probes'
import type { ConceptRecord, ConceptSource } from '../../core/records/concept'
import { ServiceError } from '../../protocol/errors'
import type { Handlers } from '../../protocol/rpc'
import { draftOf, keepLabel, keepNew } from '../concepts/concepts'
import { modelOf } from '../records'
import type { Workspace } from '../workspace'

type ConceptHandlers = Pick<Handlers, Extract<keyof Handlers, `concept.${string}`>>

const longestName = 200
const longestNote = 4000

/** Directions with a name: made, changed, put in order, taken out. */
export function conceptHandlers(workspace: Workspace): ConceptHandlers {
  const make = async (modelId: string, source: ConceptSource): Promise<MadeConcept> => {
    const { document, concepts } = workspace
    modelOf(document, modelId)
    const fitted = await concepts.of(document, modelId)
    return makeConcept({ ...fitted, concepts: await document.readConcepts(modelId) }, source)
  }
  const told = async (record: ConceptRecord): Promise<ConceptRecord> => {
    await tell(workspace, record.modelId)
    return record
  }
  const { concepts } = workspace
  return {
    'concept.fit': ({ modelId, attribute }) =>
      concepts.inTurn(async () => {
        const made = await make(modelId, { kind: 'labels', attribute, method: 'means' })
        return told(await keepLabel(workspace.document, modelId, made))
      }),

    async 'concept.draft'({ modelId, source }) {
      return draftOf(modelId, await make(modelId, source))
    },

    'concept.make': ({ modelId, source, name }) =>
      concepts.inTurn(async () => {
        const made = await make(modelId, source)
        const named = { ...made, name: name === undefined ? made.name : nameOf(name) }
        return told(await keepNew(workspace.document, modelId, named))
      }),

    'concept.change': ({ modelId, conceptId, name, note, isDeleted }) =>
      concepts.inTurn(async () => {
        const concept = await conceptOf(workspace, modelId, conceptId)
        if (note !== undefined && note.length > longestNote) throw new RangeError('the note is too long')
        const changed = {
          ...concept,
          ...(name !== undefined && { name: nameOf(name) }),
          ...(note !== undefined && { note }),
          ...(isDeleted !== undefined && { isDeleted }),
        }
        await workspace.document.writeConcept(changed)
        return told(changed)
      }),

    'concept.duplicate': ({ modelId, conceptId }) =>
      concepts.inTurn(async () => {
        const concept = await conceptOf(workspace, modelId, conceptId)
        const copy = await keepNew(workspace.document, modelId, concept)
        const whole = { ...copy, note: concept.note }
        await workspace.document.writeConcept(whole)
        return told(whole)
      }),

    'concept.arrange': ({ modelId, conceptIds }) =>
      concepts.inTurn(async () => {
        const all = await workspace.document.readConcepts(modelId)
        const place = ({ id }: ConceptRecord): number => {
          const at = conceptIds.indexOf(id)
          return at < 0 ? conceptIds.length : at
        }
        const arranged = [...all].sort((a, b) => place(a) - place(b))
        for (const [order, concept] of arranged.entries())
          if (concept.order !== order) await workspace.document.writeConcept({ ...concept, order })
        await tell(workspace, modelId)
      }),

    async 'concept.effects'({ modelId, conceptId, keep }) {
      const concept = await conceptOf(workspace, modelId, conceptId)
      const { basis } = await workspace.concepts.of(workspace.document, modelId)
      const { codes: mu, count, latentSize } = basis.data
      const all = await workspace.document.readConcepts(modelId)
      const unit = unitKeeping(concept, keep, all, { mu, count, latentSize })
      return {
        before: effectsOf(basis, concept.direction, concept.unitLength),
        after: unit ? effectsOf(basis, unit.direction, unit.length) : null,
      }
    },
  }
}

async function conceptOf(
  { document }: Workspace,
  modelId: string,
  conceptId: string,
): Promise<ConceptRecord> {
  modelOf(document, modelId)
  const found = (await document.readConcepts(modelId)).find(({ id }) => id === conceptId)
  if (!found) throw new ServiceError('not-found', `There is no concept "${conceptId}" of this model.`)
  return found
}

async function tell({ document, hub }: Workspace, modelId: string): Promise<void> {
  hub.emit('concept.changed', { modelId, concepts: await document.readConcepts(modelId) })
}

function nameOf(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '') throw new RangeError('a concept needs a name')
  if (trimmed.length > longestName) throw new RangeError(`a name has at most ${longestName} letters`)
  return trimmed
}
