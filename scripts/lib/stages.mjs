/** The stages of `npm test`: what each runs and what it needs first. Everything a contributor must pass. */
import { join } from 'node:path'
import { ensureElectron } from '../electron.mjs'
import { ensureSystem } from '../system.mjs'
import { ensureBuilt } from './build.mjs'
import { hasNoScreen } from './display.mjs'
import { ensureNative } from './native.mjs'
import { capture, readJson, toolPath } from './run.mjs'
import { Problem, say } from './say.mjs'
import { tallyPlaywright, tallyVitest } from './tally.mjs'

/** The tools write into a pipe: they cannot see whether a person reads along. */
const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }

/** Runs tools of node_modules one after the other until one fails. */
function tools(...commands) {
  return async (live, environment) => {
    let output = ''
    for (const [packageName, toolName, ...args] of commands) {
      const options = { env: { ...process.env, ...colour, ...environment } }
      if (live) options.tee = process.stdout
      const result = await capture(process.execPath, [toolPath(packageName, toolName), ...args], options)
      output += result.output
      if (result.code !== 0) return { succeeded: false, output }
    }
    return { succeeded: true, output }
  }
}

/** Runs a step of our own; a problem is its output. */
function step(action) {
  return async () => {
    try {
      await action()
      return { succeeded: true, output: '' }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { succeeded: false, output: error.message }
    }
  }
}

/** The native rung's tests run where its library can be had. A machine that cannot is none the worse: they are skipped. */
async function bringNative() {
  if (process.env['SLERP_NATIVE'] === 'skip') return { succeeded: true, output: '' }
  const { succeeded, output } = await step(async () => {
    process.env['SLERP_TFJS_BINDING'] ??= await ensureNative('cpu')
  })()
  if (!succeeded) say(`Engine: ${output} Its tests are skipped.`)
  return { succeeded: true, output }
}

/** Runs a test tool that also writes a JSON report, and counts the tests in it. */
function tests(reportPath, count, environment, command) {
  return async (live) => {
    const result = await tools(command)(live, environment)
    const report = readJson(reportPath)
    if (!report) return { succeeded: false, output: `${result.output}\nIt wrote no report.` }
    return { ...result, report: count(report) }
  }
}

/** Every stage in the order of the summary. Stages that may share the machine with another are `light`. */
export function stagesWith(reports) {
  const unitReport = join(reports, 'unit.json')
  const endReport = join(reports, 'e2e.json')
  const settings = '.dependency-cruiser.cjs'
  return [
    {
      name: 'format',
      light: true,
      run: tools(['prettier', 'prettier', '--check', '--log-level', 'warn', '.']),
    },
    { name: 'lint', light: true, run: tools(['eslint', 'eslint', '.']) },
    {
      name: 'types',
      light: true,
      run: tools(
        ['typescript', 'tsc', '-b'],
        ['typescript', 'tsc', '-p', 'e2e'],
        ['typescript', 'tsc', '-p', 'bench'],
        ['svelte-check', 'svelte-check', '--tsconfig', 'src/renderer/tsconfig.json', '--output', 'human'],
      ),
    },
    {
      name: 'layers',
      light: true,
      run: tools(['dependency-cruiser', 'depcruise', 'src', '--config', settings]),
    },
    { name: 'unused', light: true, run: tools(['knip', 'knip']) },
    { name: 'build', run: step(ensureBuilt) },
    { name: 'native', needs: ['build'], run: bringNative },
    {
      name: 'unit',
      needs: ['native'],
      run: tests(unitReport, tallyVitest, {}, [
        'vitest',
        'vitest',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unitReport}`,
      ]),
    },
    {
      name: 'electron',
      run: step(async () => ensureSystem(await ensureElectron(), hasNoScreen())),
    },
    {
      name: 'e2e',
      needs: ['build', 'electron'],
      // Playwright decides on colours itself and passes FORCE_COLOR on; with both, Node warns in every process.
      run: tests(
        endReport,
        tallyPlaywright,
        { PLAYWRIGHT_JSON_OUTPUT_NAME: endReport, NO_COLOR: undefined },
        ['@playwright/test', 'playwright', 'test', '--reporter=list,json'],
      ),
    },
  ]
}

/** The named stages and what they need, in order; all of them when none is named. */
export function choose(stages, names) {
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name))
  if (unknown)
    throw new Problem(
      `There is no stage "${unknown}". They are: ${stages.map(({ name }) => name).join(', ')}.`,
    )
  const wanted = new Set(names)
  for (const stage of stages)
    if (wanted.has(stage.name)) for (const need of stage.needs ?? []) wanted.add(need)
  return names.length === 0 ? stages : stages.filter(({ name }) => wanted.has(name))
}
