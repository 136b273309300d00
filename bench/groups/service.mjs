/** The service and its trainer on the demo: the first decode, decoding while it learns, what the trainer holds. */
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { outDir } from '../bundle.mjs'
import { Lane, ratio } from '../lanes.mjs'
import { figure, median } from '../statistics.mjs'

const starts = 5
const rounds = 8
const decodes = 40
const memoryBars = { native: '<= 600', wasm: '<= 250' }

function openService(folder) {
  const trainer = join(root, 'out/main/trainer.js')
  const args = [join(outDir, 'service-work.cjs'), folder, trainer, join(root, 'resources/demo.slerp')]
  return Lane.open(process.execPath, args)
}

async function startMs(folder) {
  const startedAt = performance.now()
  const { lane } = await openService(folder)
  await lane.ask('decode1', 1)
  const took = performance.now() - startedAt
  lane.close()
  return took
}

/** Idle and training take turns within one run: it is paused and goes on. */
async function whileTraining(lane) {
  const [idle, busy, memory] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    busy.push(median(await lane.ask('decode1', decodes)))
    memory.push(...(await lane.ask('memory', '')))
    await lane.ask('pause', '')
    idle.push(median(await lane.ask('decode1', decodes)))
    await lane.ask('resume', '')
  }
  return { idle, busy, memory }
}

async function rungFigures(folder, rung) {
  const { lane } = await openService(folder)
  try {
    await lane.ask('train', rung)
    const { idle, busy, memory } = await whileTraining(lane)
    const bar = memoryBars[rung]
    return [
      figure(`decode 1 through the service, ${rung} paused`, median(idle), 'ms', rounds),
      figure(`decode 1 through the service, ${rung} training`, median(busy), 'ms', rounds),
      figure(`decode 1, ${rung} training against paused`, ratio(busy, idle), 'x', rounds, '<= 2'),
      figure(`memory of the trainer, demo, ${rung}`, Math.max(...memory), 'MB', rounds, bar),
    ]
  } catch (error) {
    process.stderr.write(`bench: without ${rung} training: ${error.message}\n`)
    return []
  } finally {
    lane.close()
  }
}

export async function serviceFigures(folder) {
  // The first start copies the demo; later ones open it.
  await startMs(folder)
  const times = []
  for (let i = 0; i < starts; i++) times.push(await startMs(folder))
  return [
    figure('process start to first decode', median(times), 'ms', starts, '<= 1500'),
    ...(await rungFigures(folder, 'native')),
    ...(await rungFigures(folder, 'wasm')),
  ]
}
