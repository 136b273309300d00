/** Images and what is known of them: drawn here, or read from a folder. Knows nothing of documents or models. */
export { buildPreset, type BuiltDataset, type PresetRequest } from './build'
export type { Found } from './found'
export { lookAt } from './look'
export { thumbnailsOf } from './pixels'
export { readPhoto } from './photo'
export { contactSheet, encodePng, type Picture } from './png'
export { presets } from './presets'
export { loadPreset } from './render'
