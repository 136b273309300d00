import type { Backend } from '../../engine/training'
import { openPageBackend, type Gpu } from '../../engine/page'
import { TRAINER_PORT } from '../../protocol/trainer-page'
import { listen } from '../listen'
import type { ToTrainer } from '../messages'

/** The trainer's hidden page: one run, or one test of a rung, on what only a page can reach. */

/** A task of its own: what has arrived meanwhile is heard first. A timer would wait for 4 ms. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** What the graphics card holds, free buffers included: WebGL and WebGPU give it different names. */
function memoryBytes({ tf }: Backend): number {
  const allocated = ['numBytesInGPUAllocated', 'numBytesAllocatedInGPU']
  const held = Object.entries(tf.memory()).find(([name]) => allocated.includes(name))
  return Number(held?.[1] ?? tf.memory().numBytes)
}

window.addEventListener('message', ({ data, ports: [port] }) => {
  if (data !== TRAINER_PORT || !port) return
  const hear = listen({
    open: (rung) => openPageBackend(rung, (navigator as { gpu?: Gpu }).gpu),
    tell: (message) => Promise.resolve(port.postMessage(message)),
    breathe,
    memoryBytes,
  })
  port.onmessage = (event: MessageEvent<ToTrainer>) => hear(event.data)
  // A page that goes away with its port open takes Electron's renderer with it.
  window.addEventListener('pagehide', () => port.close())
})
