/** Faults in which a model says less than it could: codes that say nothing, samples that repeat. */
import { activeNats } from '../metrics/active-units'
import { hasCollapsed } from '../metrics/diversity'
import type { Advice, RunSigns } from './run-signs'
import { lastStep } from './series'

/** A beta-VAE may leave most of its dimensions silent and be right; nine in ten is too many. */
const silentShare = 0.9
/** One bit for the whole code: two kinds of picture. A large beta shakes each dimension above the first limit. */
const bitInNats = Math.LN2
/** Before this many steps no code says much yet, and a new generator makes one grey picture. */
const stepsUntilVae = 200
const stepsUntilGan = 500
/** Between two measurements: a spread that grows by more is on its way. */
const growth = 1.1

/**
 * Posterior collapse (Bowman et al. 2016; Lucas et al. 2019). Rule: KL below 0.01 nats in at least nine tenths of the
 * dimensions, or below one bit in all together, once the objective has settled and 200 steps are done.
 */
export function posteriorCollapse(run: RunSigns): Advice | undefined {
  const kl = Array.from(run.klPerDimension ?? [])
  if (kl.length === 0 || lastStep(run) < Math.max(stepsUntilVae, run.settledAtStep ?? 0)) return undefined
  const silent = kl.filter((nats) => nats < activeNats).length
  const allTogether = kl.reduce((sum, nats) => sum + nats, 0)
  if (silent < silentShare * kl.length && allTogether >= bitInNats) return undefined
  const how =
    silent < silentShare * kl.length
      ? `All ${kl.length} latent dimensions together`
      : `${silent} of the ${kl.length} latent dimensions`
  return {
    kind: 'posterior-collapse',
    title: 'The code is not used (posterior collapse)',
    text:
      `${how} say next to nothing about the picture, so the decoder paints without them ` +
      'and edits will do nothing. Lower the KL weight (beta), make its warm-up longer, or grant free bits.',
  }
}

/**
 * Mode collapse. Rule: `hasCollapsed` of the newest samples, once 500 steps are done, unless their spread has grown by a
 * tenth since it was measured before: a young generator's pictures are alike and part slowly.
 */
export function modeCollapse(run: RunSigns): Advice | undefined {
  const found = run.diversity
  if (!found || lastStep(run) < stepsUntilGan || !hasCollapsed(found)) return undefined
  if (run.diversityBefore && found.relativeSpread > growth * run.diversityBefore.relativeSpread)
    return undefined
  const pictures = Math.max(1, Math.round(found.support))
  const sign =
    pictures < 100
      ? `It makes about ${pictures} different picture${pictures === 1 ? '' : 's'}`
      : `Its pictures differ ${Math.round(100 * found.relativeSpread)} % as much as the data`
  return {
    kind: 'mode-collapse',
    title: 'The generator repeats itself (mode collapse)',
    text:
      `${sign}, whatever the code. Go back to a checkpoint from before, and try the hinge or WGAN-GP loss, ` +
      'R1, minibatch standard deviation, or a lower learning rate.',
  }
}
