import { meanSquaredError } from '../core/metrics/psnr'
import type { Report } from './publish'
import { datasetOf, modelOf } from './records'
import type { Workspace } from './workspace'

interface Options {
  signal: AbortSignal
  report: Report
}

/** Pictures decoded between two reports; also how soon a cancel is heard, and how long a drag may have to wait. */
const batch = 32
const peak = 255

/**
 * Mean squared error of each image's reconstruction, pixels in [0, 1]; [count]. Measured once for a model's codes and kept
 * beside them.
 */
export async function reconstructionErrors(
  workspace: Workspace,
  modelId: string,
  options: Options,
): Promise<Float32Array> {
  const { document } = workspace
  const { datasetId } = modelOf(document, modelId)
  const known = await document.readErrors(modelId)
  if (known?.length === datasetOf(document, datasetId).count) return known
  const errors = await measured(workspace, modelId, options)
  if (!document.readOnlyBecause) await document.writeErrors(modelId, errors)
  return errors
}

async function measured(
  { document, coders }: Workspace,
  modelId: string,
  { signal, report }: Options,
): Promise<Float32Array> {
  const { mu, count, latentSize } = await document.readEncoding(modelId)
  const images = await document.readImages(modelOf(document, modelId).datasetId)
  const decoder = await coders.decoder(modelId)
  const size = images.length / count
  const errors = new Float32Array(count)
  for (let start = 0; start < count; start += batch) {
    signal.throwIfAborted()
    report('Comparing reconstructions', start, count)
    const end = Math.min(start + batch, count)
    const decoded = await decoder.decode(mu.subarray(start * latentSize, end * latentSize), end - start)
    for (let i = start; i < end; i++)
      errors[i] = errorOf(images.subarray(i * size, (i + 1) * size), decoded, (i - start) * size)
  }
  report('Comparing reconstructions', count, count)
  return errors
}

function errorOf(original: Uint8Array, decoded: Uint8Array, offset: number): number {
  return meanSquaredError(original, decoded.subarray(offset, offset + original.length)) / peak ** 2
}
