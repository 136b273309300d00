import type { EditHistory } from '../../core/editing/history'
import type { GuestRecord } from '../../core/records/guest'
import { longestStateName } from '../../core/records/edit'
import type { HistoryStep, HistoryView } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'
import type { Workspace } from '../workspace'

type HistoryHandlers = Pick<Handlers, 'history.list' | 'history.edits' | 'history.go' | 'history.name'>

/** Steps asked for at once; a window shows a few dozen. */
const mostSteps = 1024

/** The tree of all that was done: looked at, returned to, named. */
export function historyHandlers(workspace: Workspace): HistoryHandlers {
  const at = (): string => new Date().toISOString()
  const assertStep = (step: number): void => {
    if (!workspace.history.steps.has(step)) throw new RangeError(`there is no step ${step}`)
  }
  return {
    'history.list': () => viewOf(workspace.history),

    'history.edits': ({ steps }) => {
      if (steps.length > mostSteps) throw new RangeError(`cannot tell of ${steps.length} steps at once`)
      return steps.map((step) => workspace.history.steps.get(step)?.after.edits[0] ?? null)
    },

    'history.go': ({ step }) => {
      if (step !== 0) assertStep(step)
      return step === workspace.history.current
        ? workspace.editing()
        : workspace.act({ kind: 'go', at: at(), step })
    },

    async 'history.name'({ step, name }) {
      assertStep(step)
      const called = name.trim().slice(0, longestStateName)
      await workspace.act({ kind: 'name', at: at(), step, name: called })
      return viewOf(workspace.history)
    },
  }
}

function viewOf({ current, steps }: EditHistory): HistoryView {
  return {
    current,
    steps: [...steps].map(
      ([
        step,
        {
          parent,
          at,
          name,
          after: { edits, timeline, guest },
        },
      ]) => {
        const [first] = edits
        return {
          step,
          parent,
          at,
          ...(name !== undefined && { name }),
          ...(timeline && { timeline: timeline.name }),
          ...(guest && { guest: guestOf(guest.record) }),
          ...(first && { first: { modelId: first.modelId, image: first.image } }),
          images: edits.length,
        }
      },
    ),
  }
}

const guestOf = ({ datasetId, image, name }: GuestRecord): NonNullable<HistoryStep['guest']> => ({
  datasetId,
  image,
  name,
})
