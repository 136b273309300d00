import type { TrainingConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { aeLearner } from './ae'
import { cvaeLearner } from './cvae'
import { ganLearner } from './gan'
import { hvaeLearner } from './hvae'
import type { Learner } from './learner'
import { proganLearner } from './progan'
import { styleganLearner } from './stylegan'
import { vaeLearner } from './vae'

/** Builds the networks of a model anew, and says what is done to them in a step. @param side of the pictures, in pixels */
export function buildLearner(tf: TensorFlow, config: TrainingConfig, side: number): Learner {
  switch (config.kind) {
    case 'ae':
      return aeLearner({ tf, config, side })
    case 'vae':
    case 'beta-vae':
      return vaeLearner({ tf, config, side })
    case 'cvae':
      return cvaeLearner({ tf, config, side })
    case 'hvae':
      return hvaeLearner({ tf, config, side })
    case 'gan':
    case 'cgan':
      return ganLearner({ tf, config, side })
    case 'progan':
      return proganLearner({ tf, config, side })
    case 'stylegan':
      return styleganLearner({ tf, config, side })
  }
}
