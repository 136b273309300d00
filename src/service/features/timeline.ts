import { assertFitting, hasImage, type KnownImages } from '../../core/editing/fitting'
import { codeSizeOf, type TrainingConfig } from '../../core/records/training'
import type { KeyframeContent, TimelineRecord } from '../../core/records/timeline'
import { assertTimeline } from '../../document'
import type { Handlers } from '../../protocol/rpc'
import { datasetOf, modelOf } from '../records'
import type { Workspace } from '../workspace'

/** Timelines of the open document; kept in its journal, so that undo and a crash treat them as they do edits. */
export function timelineHandlers(workspace: Workspace): Pick<Handlers, 'timeline.keep'> {
  return {
    'timeline.keep': ({ timeline }) => {
      assertTimelineFits(workspace, timeline)
      return workspace.act({ kind: 'timeline', at: new Date().toISOString(), timeline })
    },
  }
}

/** @throws RangeError when it is no timeline of its model and data */
export function assertTimelineFits({ document, guests }: Workspace, timeline: TimelineRecord): void {
  assertTimeline(timeline)
  const { config, datasetId } = modelOf(document, timeline.modelId)
  const { count } = datasetOf(document, datasetId)
  const images = { count, guests: guests.of(timeline.modelId) }
  for (const { content } of timeline.keyframes) assertContent(content, config, images)
}

function assertContent(content: KeyframeContent, config: TrainingConfig, images: KnownImages): void {
  if (content.kind === 'edit') {
    if (!hasImage(images, content.image)) throw new RangeError(`there is no image ${content.image}`)
    assertFitting(content.operations, config, images)
  } else if (content.code.length !== codeSizeOf(config))
    throw new RangeError(`a code of this model has ${codeSizeOf(config)} numbers, not ${content.code.length}`)
}
