import { verdictOf } from '../../core/concepts/verdict'
import type { ConceptRecord } from '../../core/records/concept'
import { flag, position, text, UsageError } from '../arguments'
import type { Command, Context } from '../command'
import { conceptCalled, readSource } from '../concept-source'
import { modelIn, openNamed } from './document'

export const conceptCommand: Command = {
  usage:
    'concept DOC [NAME] [--from KIND:WHAT] [--rename NEW] [--note TEXT] [--keep NAME,...] [--delete | --restore | --list]',
  about:
    'list concepts; fit the one of a label and judge it; make one from labels, piles, faces, components, factors or a sum',
  operands: ['DOC', 'NAME'],
  options: ['from', 'rename', 'note', 'keep'],
  flags: ['list', 'delete', 'restore'],
  async run(context) {
    const { args } = context
    const from = text(args, 'from')
    const source = from === undefined ? undefined : readSource(from)
    const name = args.positionals[1]
    if (name === undefined && !source) {
      if (text(args, 'rename') ?? text(args, 'note') ?? text(args, 'keep')) position(args, 1, 'NAME')
      return list(context)
    }
    if (flag(args, 'list')) throw new UsageError('--list needs no NAME.')
    const { id: modelId } = modelIn(await openNamed(context))
    const { concepts } = await context.service.call('latent.open', { modelId })
    if (source) {
      const made = { modelId, source: source(concepts), ...(name !== undefined && { name }) }
      return tell(context, await context.service.call('concept.make', made))
    }
    return onNamed(context, modelId, name!, concepts)
  },
}

async function list(context: Context): Promise<void> {
  const { service, terminal } = context
  const { id: modelId } = modelIn(await openNamed(context))
  const { concepts } = await service.call('latent.open', { modelId })
  const shown = concepts.filter(({ isDeleted }) => !isDeleted)
  for (const { name, source, quality } of shown)
    terminal.say(`${name}: ${source.kind}${quality ? `, AUC ${quality.auc.toFixed(3)}` : ''}`)
  terminal.result({
    concepts: shown.map(({ id, name, source, quality }) => ({ concept: id, name, source, quality })),
  })
}

async function onNamed(
  context: Context,
  modelId: string,
  name: string,
  concepts: readonly ConceptRecord[],
): Promise<void> {
  const { args, service } = context
  const [rename, note, keep] = [text(args, 'rename'), text(args, 'note'), text(args, 'keep')]
  const [isDeleted, isRestored] = [flag(args, 'delete'), flag(args, 'restore')]
  const isChanged = isDeleted || isRestored || rename !== undefined || note !== undefined
  if (!isChanged && keep === undefined) return tell(context, await judged(context, modelId, name, concepts))
  const known = isRestored ? concepts.find((concept) => concept.name === name) : undefined
  const { id: conceptId } = known ?? conceptCalled(name, concepts)
  if (keep !== undefined) return tellEffects(context, modelId, conceptId, keep.split(','), concepts)
  const change = {
    ...(rename !== undefined && { name: rename }),
    ...(note !== undefined && { note }),
    ...((isDeleted || isRestored) && { isDeleted }),
  }
  return tell(context, await service.call('concept.change', { modelId, conceptId, ...change }))
}

/** One that was made otherwise is told as it is; the one of a label is fitted anew. */
async function judged(
  { service }: Context,
  modelId: string,
  name: string,
  concepts: readonly ConceptRecord[],
): Promise<ConceptRecord> {
  const known = concepts.find((concept) => concept.name === name && !concept.isDeleted)
  const isFitted = !known || (known.source.kind === 'labels' && known.source.method === 'means')
  return isFitted ? service.call('concept.fit', { modelId, attribute: name }) : known
}

async function tellEffects(
  { service, terminal }: Context,
  modelId: string,
  conceptId: string,
  names: readonly string[],
  concepts: readonly ConceptRecord[],
): Promise<void> {
  const keep = names.map((name) => conceptCalled(name.trim(), concepts).id)
  const { before, after } = await service.call('concept.effects', { modelId, conceptId, keep })
  if (!after) terminal.say('Nothing is left of it: what is kept is all that it moves.')
  for (const [name, effect] of Object.entries(before))
    terminal.say(`  moves ${name} by ${effect.toFixed(3)}, kept by ${after?.[name]?.toFixed(3) ?? 'nothing'}`)
  terminal.result({ concept: conceptId, keep, before, after })
}

function tell({ terminal }: Context, concept: ConceptRecord): void {
  const { id, name, source, quality, safeRange, leakage, examples, isDeleted } = concept
  if (isDeleted) terminal.say(`${name} is deleted; edits made with it stay as they are.`)
  if (quality) terminal.say(`${name}: ${qualityWords(quality)}`)
  terminal.say(
    `safe range ${safeRange.map((end) => end.toFixed(2)).join(' to ')}, ${examples.positive} with, ${examples.negative} without`,
  )
  const verdict = verdictOf(concept)
  if (verdict) terminal.say(verdict)
  for (const [other, change] of Object.entries(leakage))
    terminal.say(`  leaks ${change.toFixed(3)} on ${other} per unit`)
  const { auc: heldOutAuc, balancedAccuracy } = quality ?? {}
  terminal.result({
    concept: id,
    name,
    source,
    heldOutAuc,
    balancedAccuracy,
    quality,
    safeRange,
    leakage,
    examples,
    verdict,
  })
}

function qualityWords({
  judgedOn,
  auc,
  aucInterval,
  balancedAccuracy,
}: NonNullable<ConceptRecord['quality']>): string {
  const within = aucInterval ? ` (95 %: ${aucInterval.map((end) => end.toFixed(3)).join(' to ')})` : ''
  const how = judgedOn === 'held-out' ? 'held-out' : 'left-out'
  return `${how} AUC ${auc.toFixed(4)}${within}, balanced accuracy ${balancedAccuracy.toFixed(3)}`
}
