import type { ConceptRecord } from '../../core/records/concept'
import type { MapRecord } from '../../core/records/map'
import type { AxisChoice, MapRequest } from '../../protocol/api'
import { flag, settings, text, UsageError, wholeNumber, type Arguments } from '../arguments'
import type { Command, Context } from '../command'
import { modelIn, openNamed } from './document'

const methods = ['pca', 'umap', 'tsne', 'axes', 'raw'] as const
const names = { pca: 'PCA', umap: 'UMAP', tsne: 't-SNE', axes: 'axes', raw: 'the latent space itself' }

export const mapCommand: Command = {
  usage:
    'map DOC [--method pca|umap|tsne|axes|raw] [--dimensions 2] [--set NAME=NUMBER,...] [--axes NAME,NAME] [--list]',
  about: 'project the codes of the current model, by two concepts or latent dimensions too; or list its maps',
  operands: ['DOC'],
  options: ['method', 'dimensions', 'set', 'axes'],
  flags: ['list'],
  async run(context) {
    const wanted = readWanted(context.args)
    const { id: modelId } = modelIn(await openNamed(context))
    if (flag(context.args, 'list')) await list(context, modelId)
    else await compute(context, await requestFor(context, modelId, wanted))
  },
}

type Wanted = { method: (typeof methods)[number]; dimensions: 2 | 3 } & {
  chosen: Record<string, number>
  axes: string[]
}

/** What can be wrong is told before anything is opened. */
function readWanted(args: Arguments): Wanted {
  const named = text(args, 'method') ?? 'pca'
  const method = methods.find((name) => name === named)
  if (!method) throw new UsageError(`There is no method "${named}"; there are: ${methods.join(', ')}.`)
  const dimensions = wholeNumber(args, 'dimensions', 2)
  if (dimensions !== 2 && dimensions !== 3) throw new UsageError('--dimensions is 2 or 3.')
  const set = text(args, 'set')
  if (set !== undefined && method !== 'umap' && method !== 'tsne')
    throw new UsageError('--set is for umap and tsne; the others have nothing to set.')
  const axes = text(args, 'axes')
  if ((axes !== undefined) !== (method === 'axes'))
    throw new UsageError('--method axes and --axes NAME,NAME go together.')
  const chosen = set === undefined ? [] : settings(set, '--set wants NAME=NUMBER, such as neighbours=30')
  const axisNames = axes?.split(',').map((name) => name.trim()) ?? []
  return { method, dimensions, chosen: Object.fromEntries(chosen), axes: axisNames }
}

async function requestFor(
  { service }: Context,
  modelId: string,
  { method, dimensions, chosen, axes }: Wanted,
): Promise<MapRequest> {
  if (method === 'raw') return { modelId, method }
  if (method === 'pca') return { modelId, method, dimensions }
  if (method !== 'axes') return { modelId, method, dimensions, settings: chosen }
  const { concepts } = await service.call('latent.open', { modelId })
  return { modelId, method, axes: axes.map((name) => axisCalled(name, concepts)) }
}

/** A number is a latent dimension, as long as no concept is called so. */
function axisCalled(name: string, concepts: readonly ConceptRecord[]): AxisChoice {
  const concept = concepts.find((candidate) => candidate.name === name)
  if (concept) return { kind: 'concept', conceptId: concept.id }
  if (/^\d+$/.test(name)) return { kind: 'dimension', dimension: Number(name) }
  throw new Error(`There is no concept "${name}"; there are: ${concepts.map((one) => one.name).join(', ')}.`)
}

async function compute({ service, terminal }: Context, request: MapRequest): Promise<void> {
  const { record } = await service.call('map.compute', request)
  terminal.say(`Mapped the codes: ${inWords(record)}.`)
  terminal.result(summary(record))
}

async function list({ service, terminal }: Context, modelId: string): Promise<void> {
  const maps = await service.call('map.list', { modelId })
  for (const record of maps) terminal.say(`${record.id}: ${inWords(record)}`)
  terminal.result({ maps: maps.map(summary) })
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function inWords(record: MapRecord): string {
  const { method, dimensions, figures, axes } = record
  const parts = [`${names[method]} in ${dimensions} dimensions`]
  if (axes)
    parts.push(axes.map((axis) => (axis.kind === 'concept' ? axis.name : `z${axis.dimension}`)).join(', '))
  if ('explainedVariance' in record && record.explainedVariance)
    parts.push(`its axes explain ${record.explainedVariance.map(percent).join(', ')} of the variance`)
  if (figures?.trustworthiness !== undefined && figures.continuity !== undefined)
    parts.push(
      `trustworthiness ${figures.trustworthiness.toFixed(3)}, continuity ${figures.continuity.toFixed(3)}`,
    )
  return parts.join('; ')
}

function summary(record: MapRecord): object {
  const { id, method, dimensions, axes, figures } = record
  const explainedVariance = 'explainedVariance' in record && record.explainedVariance
  const chosen = 'settings' in record && record.settings
  return {
    map: id,
    method,
    dimensions,
    ...(axes && { axes }),
    ...(chosen && { settings: chosen }),
    ...(explainedVariance && { explainedVariance }),
    ...(figures && { figures }),
  }
}
