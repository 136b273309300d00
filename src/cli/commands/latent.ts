import { resolve } from 'node:path'
import { codeOf, evaluateEdit } from '../../core/editing/evaluate'
import { needed, wholeNumber } from '../arguments'
import type { Command } from '../command'
import { editOptions, readEdit } from '../edit-options'
import { modelIn, openNamed } from './document'

export const editCommand: Command = {
  usage:
    'edit DOC --image N [--set CONCEPT=AMOUNT,...] [--mix PART=IMAGE[:AMOUNT],...] [--condition NAME=VALUE,...] [--truncation F] [--dimension N=SIGMAS,...] [--keep CONCEPT,...] --out FILE.png [--scale 8]',
  about:
    'edit one image by concepts, parts of other images, conditions and single dimensions, and save the picture',
  operands: ['DOC'],
  options: ['image', ...editOptions, 'keep', 'out', 'scale'],
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
