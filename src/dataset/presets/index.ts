import type { PresetName } from '../../core/records/dataset'
import { avatars } from './avatars'
import { biasedFaces } from './biased-faces'
import { bigSmiles } from './big-smiles'
import { emoji } from './emoji'
import { faces } from './faces'
import { factors } from './factors'
import type { Preset } from './preset'

/** Each by its own kind, so that who names one knows how it is drawn. */
export const presets = {
  faces,
  'big-smiles': bigSmiles,
  avatars,
  emoji,
  factors,
  'biased-faces': biasedFaces,
} satisfies Record<PresetName, Preset>
