import type { RungName } from '../../core/records/engine'
import type { Backend } from './backend'
import { openWebgl } from './webgl'
import { openWebgpu, type Gpu } from './webgpu'

/**
 * Opens a rung that lives in a page.
 *
 * @param gpu the page's `navigator.gpu`
 * @throws Error with one sentence
 */
export function openPageBackend(name: RungName, gpu: Gpu | undefined): Promise<Backend> {
  if (name === 'webgl') return openWebgl()
  if (name === 'webgpu') return openWebgpu(gpu)
  return Promise.reject(new Error(`${name} does not live in a page.`))
}
