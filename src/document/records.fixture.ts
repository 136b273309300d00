import type { ConceptRecord } from '../core/records/concept'
import type { DatasetRecord } from '../core/records/dataset'
import type { MapRecord } from '../core/records/map'
import type { ModelRecord } from '../core/records/model'
import type { AffineRecord } from '../core/records/projection'
import { defaultConfigs } from '../core/records/training'

export const at = '2026-01-01T00:00:00.000Z'

/** Two pictures of two by one pixels, of which one is labelled. */
export const dataset: DatasetRecord = {
  version: 1,
  id: 'd1',
  name: 'Two dots',
  source: { kind: 'builtin', preset: 'emoji', seed: 1 },
  count: 2,
  width: 2,
  height: 1,
  attributes: [{ name: 'smile, wide', kind: 'binary', known: 1, positive: 1 }],
  heldOut: { seed: 1, fraction: 0.2 },
  credits: 'nobody',
  createdAt: at,
}

export const model: ModelRecord = {
  version: 1,
  id: 'm1',
  name: 'VAE',
  datasetId: 'd1',
  width: 2,
  height: 1,
  config: defaultConfigs.vae,
  state: 'running',
  epoch: 1,
  step: 10,
  stepsPerEpoch: 10,
  engine: 'wasm',
  trainedMs: 5,
  createdAt: at,
}

export const map: MapRecord & AffineRecord = {
  version: 2,
  id: 'm1',
  modelId: 'm1',
  method: 'pca',
  dimensions: 2,
  latentSize: 2,
  mean: [0, 0],
  basis: [1, 0, 0, 1],
  explainedVariance: [0.6, 0.4],
  createdAt: at,
}

export const concept: ConceptRecord = {
  version: 2,
  id: 'm1-smile',
  modelId: 'm1',
  name: 'smile',
  note: '',
  order: 0,
  isDeleted: false,
  source: { kind: 'labels', attribute: 'smile', method: 'means' },
  direction: [1, 0],
  unitLength: 1,
  meanAlong: 0,
  safeRange: [-2, 2],
  histogram: Array.from({ length: 24 }, () => 1),
  quality: { judgedOn: 'held-out', auc: 1, balancedAccuracy: 1 },
  leakage: {},
  examples: { positive: 1, negative: 1 },
  createdAt: at,
}
