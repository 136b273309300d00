#!/usr/bin/env node
/** `npm run slerp -- ARGUMENTS`: the command line, in plain Node, built first when its sources changed. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root } from './lib/run.mjs'
import { runMain } from './lib/say.mjs'

/** In this process rather than in a child: no second start, and signals, pipes and exit code are its own. */
async function runCommandLine() {
  const path = join(root, 'out', 'main', 'cli.js')
  process.argv[1] = path
  // npm changes to the repository's folder; paths are meant from where the command was typed.
  const typedIn = process.env['INIT_CWD']
  if (process.env['npm_lifecycle_event'] === 'slerp' && typedIn) process.chdir(typedIn)
  await import(pathToFileURL(path).href)
  return process.exitCode
}

await runMain(async () => {
  await ensureInstalled()
  await ensureBuilt()
  return runCommandLine()
})
