/** `npm test`, or `npm test -- STAGE...`: everything a contributor needs to pass. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { runMain } from './lib/say.mjs'
import { choose, stagesWith } from './lib/stages.mjs'
import { tallyStage, total } from './lib/tally.mjs'

// Two at a time: contributors and CI have two cores at least, and more would fight over memory.
const lanes = 2

function indent(text) {
  return text.trimEnd().replace(/^(?=.)/gm, '  ')
}

async function measure(stage, live) {
  const startedAt = performance.now()
  const { succeeded, output, report } = await stage.run(live)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  return {
    name: stage.name,
    word: succeeded ? 'passed' : 'failed',
    seconds,
    output,
    ...tallyStage(succeeded, report),
  }
}

function tell({ name, word, seconds, output }, live) {
  console.log(`== ${name}: ${word} in ${seconds} s`)
  if (word === 'failed' && !live) console.log(indent(output))
}

/** Stages that only read the sources, side by side; each prints when it is over, so that lines do not mix. */
async function runLight(stages) {
  const waiting = [...stages]
  const results = []
  const lane = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
      const result = await measure(stage, false)
      tell(result, false)
      results.push(result)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

function skipped(stage, broken) {
  console.log(`== ${stage.name}: skipped, because ${broken} failed`)
  return { name: stage.name, word: 'skipped', seconds: '-', passed: 0, failed: 0 }
}

/** Stages that need the machine to themselves, with their output as it comes. */
async function runAlone(stages) {
  const results = []
  for (const stage of stages) {
    const broken = stage.needs?.find((need) =>
      results.some(({ name, failed }) => name === need && failed > 0),
    )
    if (!broken) console.log(`== ${stage.name}`)
    const result = broken ? skipped(stage, broken) : await measure(stage, true)
    if (!broken) tell(result, stage.needs !== undefined || stage.name === 'unit')
    results.push(result)
  }
  return results
}

function summarise(stages, results) {
  const byName = (stage) => results.find(({ name }) => name === stage.name)
  console.log('\nstage     result       time  passed  failed')
  for (const { name, word, seconds, passed, failed } of stages.map(byName))
    console.log(
      [name.padEnd(9), word.padEnd(8), `${seconds} s`.padStart(8), String(passed).padStart(7)].join(' ') +
        String(failed).padStart(8),
    )
}

async function test(names) {
  await ensureInstalled()
  const reports = mkdtempSync(join(tmpdir(), 'slerp-test-'))
  try {
    const stages = choose(stagesWith(reports), names)
    const light = await runLight(stages.filter((stage) => stage.light))
    const results = [...light, ...(await runAlone(stages.filter((stage) => !stage.light)))]
    summarise(stages, results)
    const { passed, failed } = total(results)
    console.log(`\n${passed} passed, ${failed} failed`)
    return failed > 0 ? 1 : 0
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

await runMain(test)
