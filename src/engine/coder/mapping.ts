import { floats, openNetwork } from './session'
import { codeSize } from './signature'

/**
 * One draw of N(0, 1) as a code, through the mapping of a model that has one.
 *
 * @param standard [the size that the mapping takes]
 */
export async function mapDraw(onnx: Uint8Array, standard: Float32Array): Promise<Float32Array> {
  const network = await openNetwork(onnx, { threads: 1 })
  try {
    const { inputMetadata, outputMetadata } = network.session
    const [input, output] = [inputMetadata[0]?.name ?? '', outputMetadata[0]?.name ?? '']
    const [takes, gives] = [codeSize(inputMetadata, input), codeSize(outputMetadata, output)]
    if (takes !== standard.length)
      throw new RangeError(`The mapping takes ${takes} numbers, not ${standard.length}.`)
    const result = await network.run(input, standard, [1, takes])
    return Float32Array.from(floats(result[output], [1, gives]))
  } finally {
    await network.dispose()
  }
}
