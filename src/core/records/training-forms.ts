import { defaultConfigs, type ConfigOf, type ModelKind } from './training'
import type { SettingName } from './training-settings'

interface KindForm<K extends ModelKind> {
  /** What it is good for, in one short sentence. */
  about: string
  /** What one sets for every run; all else of the configuration is seldom touched. */
  first: readonly Exclude<keyof ConfigOf<K>, 'kind'>[]
}

/** The kinds as they are offered. */
const forms: { readonly [K in ModelKind]: KindForm<K> } = {
  ae: {
    about: 'Packs pictures and gives them back: sharp copies, but between two codes there may be nothing.',
    first: ['latentSize', 'epochs', 'noise'],
  },
  vae: {
    about: 'The usual choice: a smooth space in which every place is a picture.',
    first: ['latentSize', 'epochs', 'klWeight'],
  },
  'beta-vae': {
    about: 'Pulls what varies independently apart, one number each, for some sharpness.',
    first: ['latentSize', 'epochs', 'klWeight'],
  },
  cvae: {
    about: 'A VAE that is told labels: the same face with and without glasses.',
    first: ['conditions', 'latentSize', 'epochs'],
  },
  hvae: {
    about: 'Two levels of code: the whole above, the detail below, edited apart.',
    first: ['latentSize', 'detailSize', 'epochs'],
  },
  gan: {
    about: 'Two networks play against each other: sharper new pictures, less faithful copies.',
    first: ['latentSize', 'epochs', 'loss'],
  },
  cgan: {
    about: 'A GAN that draws what its labels ask for.',
    first: ['conditions', 'latentSize', 'epochs'],
  },
  progan: {
    about: 'A GAN that grows from 8 pixels to full size: its first pictures come soon.',
    first: ['latentSize', 'epochs'],
  },
  stylegan: {
    about: 'Coarse, middle and fine styles that can be mixed between pictures; takes the longest.',
    first: ['latentSize', 'epochs'],
  },
}

export const kindAbout = (kind: ModelKind): string => forms[kind].about

/** Settings in the order in which they are shown. */
export interface KindSettings {
  first: readonly SettingName[]
  more: readonly SettingName[]
}

export function settingsOf(kind: ModelKind): KindSettings {
  const { first } = forms[kind] as { first: readonly SettingName[] }
  const all = Object.keys(defaultConfigs[kind]) as (SettingName | 'kind')[]
  const more = all.filter((name): name is SettingName => name !== 'kind' && !first.includes(name))
  return { first, more }
}
