import type { Handlers } from '../../protocol/rpc'
import type { Engine } from '../engine/engine'

type EngineHandlers = Pick<
  Handlers,
  'engine.info' | 'engine.test' | 'engine.choose' | 'engine.bring' | 'engine.stopBringing'
>

export function engineHandlers(engine: Engine): EngineHandlers {
  return {
    'engine.info'() {
      // What goes wrong is in the reports.
      engine.test().catch(() => {})
      return engine.info
    },
    async 'engine.test'({ again }) {
      await engine.test(again)
      return engine.info
    },
    'engine.choose'({ rung }) {
      engine.ladder.choose(rung)
      return engine.info
    },
    'engine.bring'() {
      engine.library.bring()
      return engine.info
    },
    'engine.stopBringing'() {
      engine.library.stop()
      return engine.info
    },
  }
}
