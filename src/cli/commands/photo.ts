import { resolve } from 'node:path'
import { codeOf, evaluateEdit } from '../../core/editing/evaluate'
import { usualEditability } from '../../core/distance/pull'
import type { Crop } from '../../core/records/guest'
import type { LatentView, PhotoFile, Refined } from '../../protocol/api'
import type { Service } from '../../protocol/rpc'
import { needed, number, text, UsageError, wholeNumber, type Arguments } from '../arguments'
import type { Command } from '../command'
import { modelIn, openNamed } from './document'

export const photoCommand: Command = {
  usage:
    'photo DOC --in FILE [--face N | --crop X,Y,SIZE[,DEGREES]] [--name NAME] [--refine STEPS] [--editability 0..1] [--out FILE.png]',
  about:
    'add a photo beside the data: a face that is found in it, or a square; --refine brings its code closer to it',
  operands: ['DOC'],
  options: ['in', 'face', 'crop', 'name', 'refine', 'editability', 'out'],
  async run(context) {
    const { args, service, terminal } = context
    const file = { path: resolve(needed(args, 'in')) }
    const byHand = readCrop(args)
    const steps = wholeNumber(args, 'refine', 0)
    const { id: modelId } = modelIn(await openNamed(context))
    await service.call('latent.open', { modelId })
    const { crop, words } = byHand
      ? { crop: byHand, words: 'the square that was asked for' }
      : await found(service, modelId, file, args)
    const image = await added(service, modelId, file, crop, text(args, 'name'))
    terminal.say(`Added image ${image}: ${words}`)
    const refined = steps > 0 ? await refinedOf(service, modelId, image, steps, args) : undefined
    if (refined) terminal.say(`Refined in ${refined.step} steps to ${refined.psnr.toFixed(1)} dB`)
    const out = text(args, 'out')
    if (out !== undefined) await save(service, modelId, image, resolve(out))
    terminal.result({ image, crop, ...(refined && { psnr: refined.psnr, steps: refined.step }) })
  },
}

/** @throws UsageError when it is no square */
function readCrop(args: Arguments): Crop | undefined {
  const given = text(args, 'crop')
  if (given === undefined) return undefined
  if (text(args, 'face') !== undefined) throw new UsageError('Give --face or --crop, not both.')
  const [x = NaN, y = NaN, size = NaN, degrees = 0, ...rest] = given.split(',').map(Number)
  if (rest.length > 0 || ![x, y, degrees].every(Number.isFinite) || !(size >= 1))
    throw new UsageError(
      `--crop wants X,Y,SIZE of its middle in pixels, such as 320,240,200, not "${given}".`,
    )
  return { x, y, size, angle: (degrees * Math.PI) / 180 }
}

/** The largest face, or the one that was asked for; the middle square where the data are no faces. */
async function found(
  service: Service,
  modelId: string,
  file: PhotoFile,
  args: Arguments,
): Promise<{ crop: Crop; words: string }> {
  const view = await service.call('photo.open', { modelId, file })
  if (!view.isOfFaces && text(args, 'face') === undefined)
    return { crop: view.middle, words: 'the middle square' }
  const faces = await service.call('photo.faces', { modelId, file })
  const place = wholeNumber(args, 'face', 1)
  const face = faces[place - 1]
  if (face) return { crop: face.crop, words: `face ${place} of ${faces.length}` }
  if (faces.length > 0) throw new Error(`There is no face ${place}; there are ${faces.length}.`)
  throw new Error(`No face was found in ${view.name}: say with --crop which square is meant.`)
}

async function added(
  service: Service,
  modelId: string,
  file: { path: string },
  crop: Crop,
  name: string | undefined,
): Promise<number> {
  const pixels = await service.call('photo.crop', { modelId, file, crop })
  const fileName = file.path.split(/[\\/]/).at(-1) ?? 'photo'
  const wish = { kind: 'photo' as const, fileName, crop, pixels }
  const called = name ?? fileName.replace(/\.[a-z]{3,4}$/i, '')
  const { selected } = await service.call('guest.add', { modelId, wish, name: called })
  return selected!.image!
}

/** Refines and keeps the edit. */
async function refinedOf(
  service: Service,
  modelId: string,
  image: number,
  steps: number,
  args: Arguments,
): Promise<Refined> {
  const latent = await service.call('latent.open', { modelId })
  const code = own(latent, image)
  const editability = number(args, 'editability') ?? usualEditability
  const last = await new Promise<Refined>((done, reject) => {
    service.on('latent.refined', (refined) => refined.isLast && done(refined))
    service.call('latent.refine', { modelId, image, z: code, editability, steps }).catch(reject)
  })
  if (last.message) throw new Error(last.message)
  const offset = Array.from(last.z, (x, i) => x - code[i]!)
  const edits = [{ modelId, image, operations: [{ kind: 'move' as const, offset }] }]
  await service.call('edit.commit', { edits })
  return last
}

/** The picture as it now is, with its recipe. */
async function save(service: Service, modelId: string, image: number, path: string): Promise<void> {
  const latent = await service.call('latent.open', { modelId })
  const { editing } = (await service.call('document.current', {}))!
  const edit = editing.edits.find((one) => one.modelId === modelId && one.image === image)
  const operations = edit?.operations ?? []
  const z = evaluateEdit(own(latent, image), operations, latent)
  const images = await service.call('latent.decode', { modelId, z, count: 1 })
  const recipe = { modelId, subject: { kind: 'edit' as const, image, operations } }
  await service.call('export.png', { images, scale: 8, path, recipe })
}

function own(latent: LatentView, image: number): Float32Array {
  const code = codeOf(latent, image)
  if (!code) throw new Error('The photo could not be encoded: the model has no encoder that can be opened.')
  return code
}
