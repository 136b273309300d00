import { readdirSync, readFileSync } from 'node:fs'
import { arch, cpus, platform, release } from 'node:os'
import { join } from 'node:path'

/** Whatever test results of rungs depend on: other versions or another driver, and they are taken anew. */
export function describeMachine(appVersion: string): string {
  const { electron = '', node } = process.versions
  const processor = cpus()[0]?.model ?? ''
  const parts = [appVersion, electron, node, platform(), arch(), release(), processor, String(cpus().length)]
  return [...parts, ...graphics()].join(' | ')
}

/** Graphics cards and NVIDIA's driver, as Linux tells them. Elsewhere drivers come with the system's release. */
function graphics(): string[] {
  const drm = '/sys/class/drm'
  const cards = list(drm).filter((name) => /^card\d+$/.test(name))
  const ids = cards.flatMap((card) =>
    ['vendor', 'device'].map((file) => text(join(drm, card, 'device', file))),
  )
  return [...ids, text('/proc/driver/nvidia/version').split('\n')[0] ?? '']
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
