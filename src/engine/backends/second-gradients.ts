import type { GradConfig, NamedTensorMap, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from './backend'

/**
 * Gradients of gradients, where tfjs 4.22 has none or wrong ones: penalties on a network's slope learn through them.
 *
 * What still has none, and says so: `avgPool` (use downsample2x), `maxPool`, `elu`, depthwise convolutions, and the
 * gradient of a gradient by a convolution's kernel. `logSoftmax` is still wrong.
 */
export function registerSecondGradients(tf: TensorFlow): void {
  if (tf.getGradient('Greater')) return
  for (const kernelName of comparisons) tf.registerGradient({ kernelName, ...flat(tf) })
  for (const [kernelName, input] of Object.entries(savedResults)) saveInput(tf, kernelName, input)
}

/** Steps: flat wherever they have a slope. tfjs knows that of `GreaterEqual` alone. */
const comparisons = ['Equal', 'Greater', 'Less', 'LessEqual', 'NotEqual', 'LogicalAnd', 'LogicalOr']

const flat = (tf: TensorFlow): Omit<GradConfig, 'kernelName'> => ({
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({
    a: () => tf.zeros(a!.shape),
    b: () => tf.zeros(b!.shape),
  }),
})

/** Operations whose gradient tfjs computes from their result, and what their input is called. */
const savedResults = { Exp: 'x', Sigmoid: 'x', Softmax: 'logits', Tanh: 'x' }

/**
 * tfjs keeps a copy of the result that it does not know to come from the input, so that a gradient of the gradient
 * leaves out a part, without a word. Within another gradient the result is therefore computed anew.
 */
function saveInput(tf: TensorFlow, kernelName: string, input: string): void {
  const usual = tf.getGradient(kernelName)
  tf.unregisterGradient(kernelName)
  tf.registerGradient({
    kernelName,
    inputsToSave: [input],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attrs) => {
      const again = (): Tensor =>
        tf.engine().runKernel(kernelName, { [input]: x! } satisfies NamedTensorMap, attrs)
      return usual.gradFunc(dy, [isNested(tf) ? again() : y!], attrs)
    },
  })
}

/** Whether what is computed now may be differentiated again. */
const isNested = (tf: TensorFlow): boolean => tf.engine().state.gradientDepth > 0
