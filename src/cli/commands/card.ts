import { cardText } from '../../core/records/card'
import type { DocumentView } from '../../protocol/api'
import { UsageError } from '../arguments'
import type { Command } from '../command'
import { modelIn, openNamed } from './document'

export const cardCommand: Command = {
  usage: 'card DOC [MODEL]',
  about:
    'show what a model was asked for, from what it learned and what came of it; MODEL is a name or an id',
  operands: ['DOC', 'MODEL'],
  options: [],
  async run(context) {
    const { args, terminal, service } = context
    const { id: modelId } = named(await openNamed(context), args.positionals[1])
    const facts = await service.call('model.card', { modelId })
    terminal.say(cardText(facts))
    terminal.result({ ...facts })
  },
}

/** The newest of those that are called so; without a name, the one in use. */
function named(document: DocumentView, wanted: string | undefined): DocumentView['models'][number] {
  if (wanted === undefined) return modelIn(document)
  const model =
    document.models.find(({ id }) => id === wanted) ??
    document.models.findLast(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  if (model) return model
  const names = document.models.map(({ name }) => `"${name}"`).join(', ') || 'none'
  throw new UsageError(`There is no model "${wanted}"; there are: ${names}.`)
}
