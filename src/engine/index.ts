/** What Node may use of the engine: the service, and trainers in processes. Pages have `page.ts`. */
export { openBackend } from './backends/open.node'
export { compareProviders, type DecodingTimes } from './coder/compare'
export { openDecoder, type Decoder } from './coder/decoder'
export { openEncoder, type Encoder } from './coder/encoder'
export { RuntimeMissingError, type Provider } from './coder/session'
export { openTfjsDecoder, openTfjsEncoder, type TfjsInput } from './coder/tfjs'
export { refine } from './coder/refine'
export { createRun } from './training/run'
