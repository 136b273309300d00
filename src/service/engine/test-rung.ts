import type { RungName, RungReport } from '../../core/records/engine'
import type { FromTrainer } from '../../trainer/messages'
import { adviceFor } from './advice'
import type { OpenTrainer } from './trainer'

/**
 * Tests may take this long before they count as hanging. Loading takes seconds; compiling shaders takes longer
 * when everything else computes as well; a new GPU's first start compiles all of TensorFlow's kernels for it.
 */
export const testLimitsMs: Record<RungName, number> = {
  cuda: 300_000,
  webgpu: 120_000,
  webgl: 120_000,
  native: 60_000,
  wasm: 60_000,
}

/** SLERP_SOFTWARE=allow lets software pass for a graphics card: for tests on machines without one. */
const allowsSoftware = (): boolean => process.env['SLERP_SOFTWARE'] === 'allow'

/** Tries a rung in a trainer of its own. A driver that crashes, hangs or lies costs a line in the engine panel. */
export function testRung(open: OpenTrainer, name: RungName, limitMs: number): Promise<RungReport> {
  return new Promise((resolve) => {
    let device = ''
    const out = (reason: string, isSoftware = false): void =>
      finish({
        name,
        available: false,
        device,
        reason,
        advice: adviceFor(name, reason),
        stepMs: null,
        isSoftware,
      })

    function hear(message: FromTrainer): void {
      if (message.kind === 'probing') {
        device = message.device
        if (message.isSoftware && !allowsSoftware())
          out(`${device} only looks like a graphics processor: software rendering, not used.`, true)
      } else if (message.kind === 'probed') {
        const { stepMs, isSoftware } = message
        finish({ name, available: true, device, reason: '', advice: '', stepMs, isSoftware })
      } else out(message.kind === 'failed' ? message.message : 'Its test gave no answer.')
    }

    const trainer = open(name, {
      onMessage: hear,
      onExit: (reason) => out(`Its test ended the process: ${reason}.`),
    })
    const watchdog = setTimeout(() => out(`Its test did not end within ${limitMs / 1000} s.`), limitMs)
    let isOver = false
    function finish(report: RungReport): void {
      if (isOver) return
      isOver = true
      clearTimeout(watchdog)
      trainer.kill()
      resolve(report)
    }
    trainer.tell({ kind: 'probe', rung: name })
  })
}
