import type { PresetName } from '../../core/records/dataset'
import { avatars } from './avatars'
import { bigSmiles } from './big-smiles'
import { emoji } from './emoji'
import { faces } from './faces'
import type { Preset } from './preset'

export const presets: Record<PresetName, Preset> = {
  faces,
  'big-smiles': bigSmiles,
  avatars,
  emoji,
}
