import type { Advice, RunSigns } from './run-signs'
import { lastStretch, mean, valuesSince } from './series'

const sure = 0.95

/**
 * The discriminator wins: it tells real from made so well that the generator's gradient fades (Arjovsky & Bottou 2017,
 * "Towards principled methods for training GANs"). Rule: over the last stretch (a fifth of the run, 20 to 200 points)
 * the mean of D(real) is above 0.95, that of D(fake) below 0.05, and the generator's loss is higher on average in the
 * second half of the stretch than in the first.
 */
export function discriminatorWins(run: RunSigns): Advice | undefined {
  const names = ['realScore', 'fakeScore', 'generator']
  const [real, fake, loss] = names.map((name) => lastStretch(valuesSince(run, name)))
  if (!real || !fake || !loss || mean(real) <= sure || mean(fake) >= 1 - sure) return undefined
  const half = Math.floor(loss.length / 2)
  if (mean(loss.slice(half)) <= mean(loss.slice(0, half))) return undefined
  return {
    kind: 'discriminator-wins',
    title: 'The discriminator wins',
    text:
      `It gives real pictures ${mean(real).toFixed(2)} and made ones ${mean(fake).toFixed(2)}, and the generator's ` +
      'loss rises: there is little left to learn from. Use the non-saturating loss, label smoothing or R1, ' +
      'or give the discriminator a lower learning rate.',
  }
}
