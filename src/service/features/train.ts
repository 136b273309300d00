import type { Handlers } from '../../protocol/rpc'
import { writeFileAtomic } from '../../document'
import { measureModel } from '../measure'
import { datasetOf } from '../records'
import { progressReporter } from '../tasks'
import { historyToCsv } from '../training/history-csv'
import type { TrainingRuns } from '../training/runs'
import type { Workspace } from '../workspace'
import { buildIntoDocument } from './dataset'

type TrainHandlers = Pick<
  Handlers,
  | 'train.start'
  | 'train.continue'
  | 'train.adjust'
  | 'train.points'
  | 'export.history'
  | 'train.pause'
  | 'train.resume'
  | 'train.stop'
  | 'train.status'
  | 'train.history'
  | 'train.moment'
  | 'model.publish'
  | 'model.measure'
>

/** Training. A run belongs to the document, not to the window that started it: a reload does not end it. */
export function trainHandlers(workspace: Workspace, runs: TrainingRuns): TrainHandlers {
  return {
    async 'train.start'(request, { signal, emit }) {
      const dataset =
        'datasetId' in request
          ? datasetOf(workspace.document, request.datasetId)
          : await buildIntoDocument(
              workspace,
              { preset: request.preset, count: request.count, seed: request.dataSeed },
              signal,
              progressReporter(emit),
            )
      return { modelId: (await runs.start(dataset, request.config, request.name)).id }
    },
    'train.continue': async ({ modelId, ...how }) => ({
      modelId: (await runs.continue(modelId, how)).id,
    }),
    'train.adjust': (adjustment) => runs.adjust(adjustment),
    'train.points': ({ modelId }) => runs.pointsOf(modelId),
    async 'export.history'({ modelId, path }) {
      const csv = historyToCsv(await runs.pointsOf(modelId))
      await writeFileAtomic(path, Buffer.from(csv))
      return { path }
    },
    'train.pause': () => runs.tell('pause'),
    'train.resume': () => runs.tell('resume'),
    'train.stop': () => runs.tell('stop'),
    'train.status': () => runs.status,
    'train.history': ({ modelId }) => runs.replay.history(workspace.document, modelId),
    'train.moment': ({ modelId, step }) => runs.replay.moment(workspace.document, modelId, step),
    'model.publish': ({ modelId }) => runs.publish(modelId),
    'model.measure': ({ modelId, attribute }, { signal, emit }) =>
      measureModel(workspace, modelId, attribute, { signal, report: progressReporter(emit) }),
  }
}
