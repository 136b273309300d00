import { resolve } from 'node:path'
import { codeOf, evaluateEdit } from '../../core/editing/evaluate'
import { needed, position, wholeNumber } from '../arguments'
import type { Command } from '../command'
import { editOptions, readEdit } from '../edit-options'
import { modelIn, openNamed } from './document'

export const conceptCommand: Command = {
  usage: 'concept DOC NAME',
  about: 'fit a concept from the labels of that name and judge it',
  operands: ['DOC', 'NAME'],
  options: [],
  async run(context) {
    const { args, service, terminal } = context
    const attribute = position(args, 1, 'NAME')
    const { id: modelId } = modelIn(await openNamed(context))
    const concept = await service.call('concept.fit', { modelId, attribute })
    const { heldOutAuc, balancedAccuracy, safeRange, leakage, examples } = concept
    terminal.say(
      `${concept.name}: held-out AUC ${heldOutAuc.toFixed(4)}, balanced accuracy ${balancedAccuracy.toFixed(3)}`,
    )
    terminal.say(
      `safe range ${safeRange.map((end) => end.toFixed(2)).join(' to ')}, ${examples.positive} with, ${examples.negative} without`,
    )
    for (const [name, change] of Object.entries(leakage))
      terminal.say(`  leaks ${change.toFixed(3)} on ${name} per unit`)
    terminal.result({ concept: concept.id, heldOutAuc, balancedAccuracy, safeRange, leakage, examples })
  },
}

export const editCommand: Command = {
  usage:
    'edit DOC --image N [--set CONCEPT=AMOUNT,...] [--mix PART=IMAGE[:AMOUNT],...] [--condition NAME=VALUE,...] [--truncation F] --out FILE.png [--scale 8]',
  about: 'edit one image by concepts, parts of other images and conditions, and save the picture',
  operands: ['DOC'],
  options: ['image', ...editOptions, 'out', 'scale'],
  async run(context) {
    const { args, service, terminal } = context
    const image = wholeNumber(args, 'image', 0)
    const [operationsIn, out] = [readEdit(args), resolve(needed(args, 'out'))]
    const { id: modelId } = modelIn(await openNamed(context))
    const latent = await service.call('latent.open', { modelId })
    const code = codeOf(latent, image)
    if (!code) throw new Error(`There is no image ${image}; there are ${latent.count}.`)
    const operations = operationsIn(latent)
    const z = evaluateEdit(code, operations, latent)
    const images = await service.call('latent.decode', { modelId, z, count: 1 })
    const recipe = { modelId, subject: { kind: 'edit' as const, image, operations } }
    await service.call('export.png', { images, scale: wholeNumber(args, 'scale', 8), path: out, recipe })
    terminal.say(`Saved ${out}`)
    terminal.result({ out, image, operations })
  },
}
