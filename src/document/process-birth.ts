import { readFile } from 'node:fs/promises'

/**
 * Tells a process from another one that got the same number later: which start of the machine it belongs to, and the
 * clock tick of that start at which it began. No wall clock, which may jump.
 *
 * @returns undefined where the system does not say (Linux does) or the process is gone
 */
export async function birthOfProcess(pid: number): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; the tick is the 20th field after it.
    const tick = status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
    return `${boot.trim()}/${tick}`
  } catch {
    return undefined
  }
}
