import type { RungName } from '../../src/core/records/engine'
import { cases, valueAndGradients } from '../../src/engine/backends/cases.fixture'
import { configsOf, small } from '../../src/engine/kinds/kinds.fixture'
import { isRight, slopesOf, type Slope } from '../../src/engine/kinds/slopes.fixture'
import { ganDisagreements, ganParts } from '../../src/engine/models/gan-agreement.fixture'
import { adjointGap, type Operation } from '../../src/engine/ops/adjoint.fixture'
import { faults } from '../../src/engine/ops/faults.fixture'
import { openPageBackend, type Gpu } from '../../src/engine/page'
import type { Backend } from '../../src/engine/training'
import { disagreements, expectedNumbers } from '../../src/engine/training/agreement.fixture'
import { ganCurve, vaeCurve } from '../../src/engine/training/agreement/curve.fixture'
import { ganNumbers, vaeNumbers, type Numbers } from '../../src/engine/training/agreement/step.fixture'

/** What the tests of rungs in pages call; this page is built for them alone and ships with nothing. */
export interface CasesPage {
  open(rung: RungName): Promise<{ device: string; isSoftware: boolean }>
  /** The result of a case and its gradients, and how many tensors it left behind. */
  compute(index: number): Promise<{ rows: number[][]; leaked: number }>
  /** What of a step of a VAE and of a GAN is not as PyTorch computes it; of 50 steps, when they are wanted. */
  disagreements(withCurves: boolean): Promise<string[]>
  /** The kinds of model, and what is different enough within one. */
  kinds(): string[]
  /** What of the gradients of a kind is not the slope of its loss. */
  wrongSlopes(kind: string): Promise<Slope[]>
  /** What of the parts of GANs is not as PyTorch computes it. */
  ganDisagreements(): Promise<string[]>
  /** How far the gradient of an operation known to be faulty is from right, and that of ours in its place. */
  gaps(index: number): Promise<{ faulty: number; ours: number }>
}

let backend: Backend
const configs = configsOf(small)

const page: CasesPage = {
  async open(rung) {
    backend = await openPageBackend(rung, (navigator as { gpu?: Gpu }).gpu)
    const { device, isSoftware } = backend
    return { device, isSoftware }
  },

  async compute(index) {
    const { tf } = backend
    const before = tf.memory().numTensors
    const rows = await valueAndGradients(tf, cases[index]!)
    return { rows: rows.map((row) => Array.from(row)), leaked: tf.memory().numTensors - before }
  },

  async disagreements(withCurves) {
    const steps = { ...(await vaeNumbers(backend)), ...(await ganNumbers(backend)) }
    const curves = withCurves
      ? { ...(await vaeCurve(backend)), ...(await ganCurve(backend)) }
      : expectedCurves()
    return disagreements({ ...steps, ...curves })
  },

  kinds: () => Object.keys(configs),

  async wrongSlopes(kind) {
    const slopes = await slopesOf(backend, configs[kind]!)
    return slopes.filter((slope) => !isRight(slope))
  },

  async ganDisagreements() {
    const found: string[] = []
    for (const [part, numbersOf] of Object.entries(ganParts))
      found.push(...ganDisagreements(part, await numbersOf(backend)))
    return found
  },

  async gaps(index) {
    const { faulty, ours, shape } = faults[index]!
    const gap = (operation: Operation): Promise<number> => adjointGap(backend.tf, operation, shape)
    return { faulty: await gap(faulty), ours: await gap(ours) }
  },
}

const expectedCurves = (): Numbers =>
  Object.fromEntries(Object.entries(expectedNumbers).filter(([name]) => name.endsWith('curve')))

Object.assign(window, { casesPage: page })
