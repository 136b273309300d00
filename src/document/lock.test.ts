import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock'
import { birthOfProcess } from './process-birth'

let folder: string
let path: string
let other: ChildProcess | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-lock-'))
  path = join(folder, 'lock')
})
afterEach(async () => {
  other?.kill()
  other = undefined
  await rm(folder, { recursive: true })
})

/** A process that lives until the test ends. */
function otherProcess(): number {
  other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
  return other.pid!
}
const heldBy = (holder: object): Promise<void> =>
  writeFile(path, JSON.stringify({ host: hostname(), ...holder }))

test('a process that lives keeps its lock, one that is killed loses it', async () => {
  const pid = otherProcess()
  await heldBy({ pid, birth: await birthOfProcess(pid) })
  await expect(takeLock(path)).rejects.toThrow('open in another window')
  other!.kill('SIGKILL')
  await (await takeLock(path)).release()
  expect(await readdir(folder)).toEqual([])
})

test.runIf(process.platform === 'linux')(
  'a process that got the number of a dead one does not hold',
  async () => {
    const [boot, tick] = (await birthOfProcess(process.pid))!.split('/')
    for (const holder of [
      { pid: otherProcess(), birth: `${boot}/1` },
      { pid: process.pid, birth: `another-boot/${tick}` },
    ]) {
      await heldBy(holder)
      await (await takeLock(path)).release()
    }
  },
)

test('of many who find a dead lock one gets it', async () => {
  await heldBy({ pid: 2 ** 22 + 1 })
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path)))
  const got = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(got).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['lock'])
  await got[0]!.release()
})

test('a lock that a crash left empty is taken over', async () => {
  await writeFile(path, '')
  await (await takeLock(path)).release()
})

test('who lets go does not let go for another', async () => {
  const lock = await takeLock(path)
  await heldBy({ pid: otherProcess(), token: 'theirs' })
  await lock.release()
  expect(await readFile(path, 'utf8')).toContain('theirs')
})

test('a lock of another machine is respected', async () => {
  await heldBy({ pid: 2 ** 22 + 1, host: 'elsewhere' })
  await expect(takeLock(path)).rejects.toThrow('open in another window')
})
