import type { TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import type { Learner } from './learner'
import { ganLearner } from './gan'
import { vaeLearner } from './vae'

/** Builds the networks of a model anew, and says what is done to them in a step. @param side of the pictures, in pixels */
export function buildLearner(tf: TensorFlow, config: TrainingConfig, side: number): Learner {
  switch (config.kind) {
    case 'vae':
    case 'beta-vae':
      return vaeLearner({ tf, config, side })
    case 'gan':
      return ganLearner({ tf, config, side })
    default:
      throw new RangeError(`there is no model of the kind ${config.kind} yet`)
  }
}
