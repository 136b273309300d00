import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServicePaths } from './paths'

const machines: string[] = []
process.on('exit', () => machines.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** Paths for a test: what it does not name lies nowhere, and this machine's own folder stays untouched. */
export function testPaths(paths: Partial<ServicePaths> = {}): ServicePaths {
  const machine = mkdtempSync(join(tmpdir(), 'slerp-machine-'))
  machines.push(machine)
  return { version: '0.0.0', trainer: '', bring: '', demo: '', machine, ...paths }
}
