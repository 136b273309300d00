/** The engine's one entry: what the service may use of it. */
export { openDecoder, type Decoder } from './coder/decoder'
export { openEncoder, type Codes, type Encoder } from './coder/encoder'
export { onnxFromLayers } from './onnx/from-layers'
