/** The engine's one entry: what the service may use of it. */
export type { Backend } from './backends/backend'
export { openBackend, type BackendOptions } from './backends/open'
export { openDecoder, type Decoder } from './coder/decoder'
export { openEncoder, type Encoder } from './coder/encoder'
export { RuntimeMissingError } from './coder/session'
export { openTfjsDecoder, openTfjsEncoder, type TfjsInput } from './coder/tfjs'
export { probeBackend } from './training/probe'
export { createRun, type TrainingRun } from './training/run'
