/** Says in words what goes wrong in a run. Each rule is stated where it stands; a healthy run gets no advice. */
import { modeCollapse, posteriorCollapse } from './collapse'
import { discriminatorWins } from './discriminator'
import { diverged } from './divergence'
import { learningRateTooHigh } from './learning-rate'
import type { Advice, Rule, RunSigns } from './run-signs'

const rules: readonly Rule[] = [learningRateTooHigh, posteriorCollapse, modeCollapse, discriminatorWins]

/** All that is wrong, the gravest first. A run that broke down gets that advice alone: the rest follows from it. */
export function adviceOn(run: RunSigns): Advice[] {
  const breakdown = diverged(run)
  return breakdown ? [breakdown] : rules.flatMap((rule) => rule(run) ?? [])
}
