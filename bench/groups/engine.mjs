/** Tensors: training steps, decoding and encoding beside PyTorch, and what a run costs the one who drags meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { bundle, outDir } from '../bundle.mjs'
import { Lane, ratio, takeTurns } from '../lanes.mjs'
import { figure, median } from '../statistics.mjs'
import { serviceFigures } from './service.mjs'

/** The demo's network, and a heavier one. */
const networks = ['24-48-64-96', '32-64-128-256']
const steps = { rounds: 12, count: 3 }
const decodes = { rounds: 15, count: 40 }

async function open(found, name, command, args, env) {
  const { lane, reason } = await Lane.open(command, args, env)
  if (lane) found[name] = lane
  else process.stderr.write(`bench: without ${name}: ${reason}\n`)
}

async function openLanes(channels, folder) {
  const work = join(outDir, 'engine-work.cjs')
  const python = process.env['SLERP_PYTHON'] ?? 'python3'
  const found = {}
  for (const rung of ['native', 'wasm'])
    await open(found, rung, process.execPath, [work, rung, channels, folder])
  await open(found, 'PyTorch', python, [join(root, 'bench/peers/torch_vae.py'), channels, '--serve'])
  await found.wasm.ask('save', '')
  await open(found, 'ONNX Runtime', process.execPath, [work, 'coder', channels, folder])
  return found
}

function pick(lanes, ...names) {
  return Object.fromEntries(names.filter((name) => lanes[name]).map((name) => [name, lanes[name]]))
}

/** Each lane's own time, then what is compared. */
function compared(what, unit, times, comparisons) {
  const own = Object.entries(times).map(([name, values]) =>
    figure(`${what}, ${name}`, median(values), unit, values.length),
  )
  const ratios = comparisons
    .filter(([name, other]) => times[name] && times[other])
    .map(([name, other, bar]) =>
      figure(
        `${what}, ${name} against ${other}`,
        ratio(times[name], times[other]),
        'x',
        times[name].length,
        bar,
      ),
    )
  return [...own, ...ratios]
}

async function stepFigures(label, lanes) {
  const times = await takeTurns(pick(lanes, 'native', 'wasm', 'PyTorch'), 'step', steps)
  return compared(`${label}: step of 32`, 'ms', times, [
    ['native', 'PyTorch', '<= 1'],
    ['wasm', 'native', '<= 4'],
  ])
}

async function decodeFigures(label, lanes) {
  const figures = []
  for (const count of [1, 16]) {
    const times = await takeTurns(pick(lanes, 'ONNX Runtime', 'PyTorch'), `decode${count}`, decodes)
    figures.push(
      ...compared(`${label}: decode ${count}`, 'ms', times, [['ONNX Runtime', 'PyTorch', '<= 0.5']]),
    )
  }
  return figures
}

async function networkFigures(channels, folder) {
  const lanes = await openLanes(channels, folder)
  try {
    const figures = [...(await stepFigures(channels, lanes)), ...(await decodeFigures(channels, lanes))]
    const encode = await lanes['ONNX Runtime'].ask('encode', 3)
    const bar = channels === networks[0] ? '>= 1500' : ''
    return [...figures, figure(`${channels}: encode 10,000`, median(encode), 'images/s', encode.length, bar)]
  } finally {
    Object.values(lanes).forEach((lane) => lane.close())
  }
}

export async function benchEngine() {
  await bundle('engine-work', 'service-work')
  const folder = mkdtempSync(join(tmpdir(), 'slerp-bench-'))
  try {
    const figures = []
    for (const channels of networks) figures.push(...(await networkFigures(channels, join(folder, channels))))
    return [...figures, ...(await serviceFigures(folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
