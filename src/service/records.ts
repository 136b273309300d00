import type { DatasetRecord } from '../core/records/dataset'
import type { ModelRecord } from '../core/records/model'
import type { Document } from '../document'
import { ServiceError } from '../protocol/errors'

/** @throws ServiceError when the document has no such model */
export function modelOf(document: Document, modelId: string): ModelRecord {
  const model = document.models.find(({ id }) => id === modelId)
  if (!model) throw new ServiceError('not-found', `There is no model "${modelId}" in this document.`)
  return model
}

/** @throws ServiceError when the document has no such data set */
export function datasetOf(document: Document, datasetId: string): DatasetRecord {
  const dataset = document.datasets.find(({ id }) => id === datasetId)
  if (!dataset) throw new ServiceError('not-found', `There is no data set "${datasetId}" in this document.`)
  return dataset
}
