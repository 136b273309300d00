import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { safeAmounts } from '../../core/concepts/position'
import { evaluateEdit } from '../../core/editing/evaluate'
import { withAmount } from '../../core/editing/operations'
import type { Images, LatentView, ModelFigures, SheetRow } from '../../protocol/api'
import type { Service } from '../../protocol/rpc'
import { needed, number, text, UsageError } from '../arguments'
import type { Command, Context } from '../command'
import { train } from './train'

/** Faces on the contact sheet. */
const sheetFaces = 10

export const demoCommand: Command = {
  usage: 'demo --out DIR [--train MINUTES]',
  about: 'copy the demo document, measure it, edit ten faces and save a contact sheet',
  operands: [],
  options: ['out', 'train'],
  async run(context) {
    const start = performance.now()
    const { args, service } = context
    const folder = resolve(needed(args, 'out'))
    const minutes = trainingMinutes(context)
    const path = await freePath(folder)
    if (minutes === undefined) await copyDemo(service, path)
    else await trainDemo(context, path, minutes)
    const latent = await openCurrent(service)
    const { modelId } = latent
    const figures = await service.call('model.measure', { modelId, attribute: 'smile' })
    await saveSheet(service, latent, join(folder, 'contact-sheet.png'))
    report(context, figures, path, (performance.now() - start) / 1000)
  },
}

function trainingMinutes({ args }: Context): number | undefined {
  if (text(args, 'train') === undefined) return undefined
  const minutes = number(args, 'train')
  if (minutes === undefined || minutes <= 0 || minutes > 600)
    throw new UsageError('--train wants a number of minutes from 1 to 600.')
  return minutes
}

/** Where nothing is yet: a document that somebody may have worked on is never replaced. */
async function freePath(folder: string): Promise<string> {
  const taken = new Set<string>(await readdir(folder).catch(() => []))
  for (let n = 1; ; n++) {
    const name = n === 1 ? 'demo.slerp' : `demo-${n}.slerp`
    if (!taken.has(name)) return join(folder, name)
  }
}

async function copyDemo(service: Service, path: string): Promise<void> {
  await service.call('document.openDemo', { path })
}

/** Steps of the usual batch in an epoch of the demo: four fifths of 3,000 faces, 32 at a time. */
const stepsPerEpoch = 75
/** A step of 32 pictures takes about this many times as long as the engine's test step of eight (measured: 2.2 to 3.3). */
const testStepsPerStep = 3.3

/** Draws the faces and trains as many epochs as should fit into the time, judged by the engine's test step. */
async function trainDemo(context: Context, path: string, minutes: number): Promise<void> {
  const { service, terminal } = context
  await service.call('document.create', { path })
  const dataset = await service.call('dataset.build', { preset: 'faces', count: 3000, seed: 7 })
  const { inUse, rungs } = await service.call('engine.test', { again: false })
  const testStepMs = rungs.find(({ name }) => name === inUse)?.stepMs
  if (!testStepMs) throw new Error('Nothing on this machine can train; see: slerp engine')
  const epochMs = stepsPerEpoch * testStepsPerStep * testStepMs
  const epochs = Math.max(1, Math.floor((minutes * 60_000) / epochMs))
  terminal.say(
    `An epoch should take ${(epochMs / 1000).toFixed(1)} s on ${inUse}; training ${epochs} epochs.`,
  )
  await train(context, { datasetId: dataset.id, config: { epochs } })
}

async function openCurrent(service: Service): Promise<LatentView> {
  const document = await service.call('document.current', {})
  const modelId = document?.currentModelId
  if (!modelId) throw new Error('The demo document has no model.')
  return service.call('latent.open', { modelId })
}

/** Original, reconstruction and every concept at the upper end of its safe range. */
async function saveSheet(service: Service, latent: LatentView, path: string): Promise<void> {
  const { modelId, datasetId, mu, latentSize, concepts } = latent
  const faces = Uint32Array.from({ length: sheetFaces }, (_, i) => i)
  const code = (i: number): Float32Array => mu.subarray(i * latentSize, (i + 1) * latentSize)
  const decode = (z: Float32Array[]): Promise<Images> =>
    service.call('latent.decode', { modelId, z: joined(z), count: z.length })
  const rows: SheetRow[] = [
    { label: 'original', images: await service.call('dataset.images', { datasetId, indices: faces }) },
    { label: 'reconstruction', images: await decode(Array.from(faces, code)) },
  ]
  for (const concept of concepts) {
    const edited = Array.from(faces, (i) =>
      evaluateEdit(code(i), withAmount([], concept.id, safeAmounts(concept, code(i))[1]), latent),
    )
    rows.push({ label: `more ${concept.name}`, images: await decode(edited) })
  }
  const title = 'Ten faces of the demo, each concept at the upper end of its safe range'
  await service.call('export.sheet', { title, rows, scale: 2, path })
}

function joined(codes: readonly Float32Array[]): Float32Array {
  const size = codes[0]?.length ?? 0
  const all = new Float32Array(codes.length * size)
  codes.forEach((code, i) => all.set(code, i * size))
  return all
}

function report({ terminal }: Context, figures: ModelFigures, document: string, seconds: number): void {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  terminal.say(`Held-out reconstruction PSNR ${figures.psnr.toFixed(2)} dB`)
  for (const [name, auc] of Object.entries(figures.auc)) terminal.say(`AUC of ${name}: ${auc.toFixed(4)}`)
  terminal.say(`Unsmiling faces that smile after the edit: ${percent(figures.transfer)}`)
  for (const [name, kept] of Object.entries(figures.kept)) terminal.say(`  ${name} kept: ${percent(kept)}`)
  terminal.say(
    `Contact sheet and document in ${document.replace(/demo(-\d+)?\.slerp$/, '')}, after ${seconds.toFixed(1)} s`,
  )
  const { psnr, auc, transfer, kept, images } = figures
  terminal.result({
    psnr,
    auc,
    smileAuc: auc['smile'] ?? null,
    smileTransfer: transfer,
    labelsKept: kept,
    images,
    seconds,
    document,
  })
}
