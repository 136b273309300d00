/** What a page may use of the engine: nothing here needs Node. */
export { openPageBackend } from './backends/open.page'
export type { Gpu } from './backends/webgpu'
