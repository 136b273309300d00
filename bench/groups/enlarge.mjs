/** Super-resolution beside filters: how near drawn faces come to what they were, and what a picture costs. */
import { join } from 'node:path'
import { bundle, outDir } from '../bundle.mjs'
import { Lane } from '../lanes.mjs'
import { figure, median } from '../statistics.mjs'

const rounds = 7

async function figuresOf(rung, factor) {
  const { lane, reason } = await Lane.open(process.execPath, [
    join(outDir, 'enlarge.cjs'),
    rung,
    String(factor),
  ])
  if (!lane) {
    process.stderr.write(`bench: without ${rung}: ${reason}\n`)
    return []
  }
  try {
    const times = await lane.ask('time', rounds)
    const what = `super-resolution, ${factor} times`
    const figures = [
      figure(`${what}: a picture of 64 x 64, ${rung}`, median(times.slice(2)), 'ms', rounds - 2),
    ]
    if (rung !== 'wasm') return figures
    for (const how of ['nearest', 'bicubic', 'lanczos'])
      figures.push(figure(`${how}, ${factor} times`, (await lane.ask('filter', how))[0], 'dB', 40))
    return [...figures, figure(what, (await lane.ask('network', ''))[0], 'dB', 40)]
  } finally {
    lane.close()
  }
}

export async function benchEnlarge() {
  await bundle('enlarge')
  const figures = []
  for (const factor of [2, 4, 8])
    for (const rung of ['native', 'wasm']) figures.push(...(await figuresOf(rung, factor)))
  return figures
}
