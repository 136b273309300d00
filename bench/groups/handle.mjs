/** Dragging points of a picture: how quick a step is, on both rungs that every machine may have. */
import { join } from 'node:path'
import { bundle, outDir } from '../bundle.mjs'
import { Lane } from '../lanes.mjs'
import { figure, median } from '../statistics.mjs'

const rounds = 7
const kinds = { vae: 'VAE of the demo', stylegan: 'StyleGAN' }

async function figuresOf(rung, kind) {
  const { lane, reason } = await Lane.open(process.execPath, [join(outDir, 'handle.cjs'), rung, kind])
  if (!lane) {
    process.stderr.write(`bench: without ${rung}: ${reason}\n`)
    return []
  }
  try {
    const [openMs] = await lane.ask('open', '')
    const drags = []
    for (let round = 0; round < rounds; round++) drags.push(await lane.ask('drag', ''))
    const stepsPerSecond = median(drags.map(([value]) => value))
    const what = `drag, ${kinds[kind]} at 64 x 64, ${rung}`
    return [
      figure(`${what}: opening`, openMs, 'ms', 1),
      figure(`${what}: first step told`, median(drags.map(([, ms]) => ms)), 'ms', rounds),
      figure(`${what}: steps`, stepsPerSecond, '/s', rounds),
      figure(`${what}: 50 steps`, 50 / stepsPerSecond, 's', rounds, '<= 2'),
    ]
  } finally {
    lane.close()
  }
}

export async function benchHandle() {
  await bundle('handle')
  const figures = []
  for (const kind of Object.keys(kinds))
    for (const rung of ['native', 'wasm']) figures.push(...(await figuresOf(rung, kind)))
  return figures
}
