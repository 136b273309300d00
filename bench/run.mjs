/**
 * `npm run bench -- GROUP [--json]`: measures and prints a table; with --json the last line of stdout is one JSON
 * object. Nothing here is a test: a figure that misses its bar is printed as it is.
 */
import { cpus, totalmem } from 'node:os'
import { benchConcepts } from './groups/concepts.mjs'
import { benchDraw } from './groups/draw.mjs'
import { benchEngine } from './groups/engine.mjs'
import { benchEnlarge } from './groups/enlarge.mjs'
import { benchHandle } from './groups/handle.mjs'
import { benchMaking } from './groups/making.mjs'
import { benchMap } from './groups/map.mjs'
import { benchVideo } from './groups/video.mjs'
import { benchWindow } from './groups/window.mjs'

const groups = {
  window: benchWindow,
  engine: benchEngine,
  map: async () => [...(await benchDraw()), ...(await benchMaking()), ...(await benchMap())],
  draw: benchDraw,
  making: benchMaking,
  concepts: benchConcepts,
  handle: benchHandle,
  enlarge: benchEnlarge,
  video: benchVideo,
}

function deviceName() {
  const [cpu] = cpus()
  return `${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`
}

/** What a bar such as `<= 33` says of a value; a figure without a bar is always right. */
function meets(value, bar) {
  const limit = Number(bar.replace(/[<>=\s]/g, ''))
  if (bar === '') return true
  return bar.startsWith('<') ? value <= limit : value >= limit
}

function printTable(figures) {
  const rows = figures.map(({ name, value, unit, bar, ok, samples }) => [
    name,
    `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`,
    bar === '' ? '-' : `${bar} ${ok ? 'yes' : 'NO'}`,
    String(samples),
  ])
  const all = [['figure', 'value', 'bar', 'samples'], ...rows]
  const widths = all[0].map((_, i) => Math.max(...all.map((row) => row[i].length)))
  for (const row of all) process.stdout.write(`${row.map((cell, i) => cell.padEnd(widths[i])).join('  ')}\n`)
}

const [group, ...options] = process.argv.slice(2)
if (!group || !Object.hasOwn(groups, group)) {
  process.stderr.write(`bench: name a group: ${Object.keys(groups).join(', ')}\n`)
  process.exit(1)
}
const figures = (await groups[group]()).map((figure) => ({ ...figure, ok: meets(figure.value, figure.bar) }))
process.stdout.write(`${group} on ${deviceName()}\n`)
printTable(figures)
if (options.includes('--json'))
  process.stdout.write(`${JSON.stringify({ group, device: deviceName(), figures })}\n`)
