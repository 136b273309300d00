import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RungName } from '../../core/records/engine'

/** What a broken rung does when it is tested: each is a whole trainer's process that does only this. */
export const broken = {
  'a segmentation fault': `process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000)`,
  'an abort': `process.abort()`,
  'an endless loop': `for (;;) {}`,
  'no memory left': `
    const kept = []
    for (;;) kept.push(new Array(1e4).fill(1.5))`,
  'a library that is no library': `process.dlopen({ exports: {} }, __filename)`,
  'an exit without a word': `process.exit(0)`,
} as const

/** A rung that works, as its test step says. */
export const working = (stepMs: number): string =>
  `process.send({ kind: 'probed', device: 'a stub', isSoftware: false, stepMs: ${stepMs} })`

export const software = `process.send({ kind: 'probing', device: 'SwiftShader', isSoftware: true })`

/**
 * Writes a trainer in which each rung does as told when it is asked for its test.
 *
 * @returns its path
 */
export function writeTrainer(folder: string, behaviour: Partial<Record<RungName, string>>): string {
  const cases = Object.entries(behaviour).map(([rung, code]) => `case '${rung}': { ${code}; return }`)
  const file = join(folder, 'trainer.js')
  const absent = `default: process.send({ kind: 'failed', message: 'It is not installed.' })`
  writeFileSync(
    file,
    `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'asked.txt'))}, '')
process.on('message', ({ rung }) => {
  require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'asked.txt'))}, rung + '\\n')
  switch (rung) { ${cases.join('\n')}\n${absent} }
})
process.on('disconnect', () => process.exit(0))\n`,
  )
  return file
}
