import { wishesLike } from '../state/wishes'
import type { Session } from './session.svelte'

/** Fills the form with what was asked of a model: a run to be done again, with changes. */
export function trainAgain({ open, shell }: Session, modelId: string): void {
  const model = open?.workspace.document?.models.find(({ id }) => id === modelId)
  if (!open || !model) return
  open.plan.startFrom(wishesLike(model.config, model.datasetId), model.name)
  shell.close()
  shell.mode = 'train'
}
