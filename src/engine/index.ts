/** The engine's one entry: what the service may use of it. */
export { rungNames, type Backend, type RungName } from './backends/backend'
export { openBackend } from './backends/open'
export { openDecoder, type Decoder } from './coder/decoder'
export { openEncoder, type Encoder } from './coder/encoder'
export { probeBackend } from './training/probe'
export { createRun, type TrainingRun } from './training/run'
