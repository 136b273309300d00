import type { EditSpace } from '../core/editing/evaluate'
import { assertFitting } from '../core/editing/fitting'
import { dimensionsOf } from '../core/editing/dimensions'
import {
  withAmount,
  withCondition,
  withKept,
  withLatent,
  withMix,
  withTruncation,
} from '../core/editing/operations'
import { mostTruncation, partNames, type Operation, type PartName } from '../core/records/edit'
import type { ConceptRecord } from '../core/records/concept'
import { number, settings, text, UsageError, type Arguments } from './arguments'
import { conceptCalled } from './concept-source'

/** What `slerp edit` may do to a picture. */
export const editOptions = ['set', 'mix', 'condition', 'truncation', 'dimension']

type Space = EditSpace & { concepts: ConceptRecord[] }
type Step = (operations: Operation[], space: Space) => Operation[]

/**
 * Reads the options before anything is opened; the result makes operations once the model is known.
 *
 * @throws UsageError when there is nothing to do, or it is not written as it should be
 */
export function readEdit(args: Arguments): (space: Space) => Operation[] {
  const steps = [
    ...mixes(args),
    ...truncations(args),
    ...conditions(args),
    ...amounts(args),
    ...kept(args),
    ...dimensions(args),
  ]
  if (steps.length === 0) throw new UsageError(`There is nothing to do: give ${listed}.`)
  return (space) => {
    const operations = steps.reduce<Operation[]>((done, step) => step(done, space), [])
    assertFitting(operations, space.config, space)
    return operations
  }
}

const listed = editOptions.map((name) => `--${name}`).join(', ')

function amounts(args: Arguments): Step[] {
  const given = text(args, 'set')
  if (given === undefined) return []
  return settings(given).map(([name, amount]) => (done, { concepts }) => {
    return withAmount(done, conceptCalled(name, concepts).id, amount)
  })
}

/** Left as they are by all that is set. */
function kept(args: Arguments): Step[] {
  const given = text(args, 'keep')
  if (given === undefined) return []
  if (text(args, 'set') === undefined) throw new UsageError('--keep goes together with --set.')
  const names = given.split(',').map((name) => name.trim())
  return [
    (done, { concepts }) =>
      withKept(
        done,
        names.map((name) => conceptCalled(name, concepts).id),
      ),
  ]
}

function conditions(args: Arguments): Step[] {
  const given = text(args, 'condition')
  if (given === undefined) return []
  return settings(given, '--condition wants NAME=VALUE, such as smile=1').map(([name, value]) => {
    if (Math.abs(value) > 1) throw new UsageError(`A condition lies between -1 and 1, not at ${value}.`)
    return (done) => withCondition(done, name, value)
  })
}

/** `3=+1.5`: the number of the code, and how many standard deviations of the data are added to it. */
function dimensions(args: Arguments): Step[] {
  const given = text(args, 'dimension')
  if (given === undefined) return []
  const wanted = '--dimension wants NUMBER=DEVIATIONS, such as 3=+1.5'
  return settings(given, wanted).map(([name, units]) => {
    if (!/^\d+$/.test(name)) throw new UsageError(`${wanted}, not "${name}".`)
    const dimension = Number(name)
    return (done, space) =>
      withLatent(done, dimension, units * (dimensionsOf(space).deviations[dimension] ?? 1))
  })
}

/** `top=12,detail=5:0.4`: the part, the picture that it comes from, and how far. */
function mixes(args: Arguments): Step[] {
  const given = text(args, 'mix')
  return given === undefined ? [] : given.split(',').map(mix)
}

function mix(words: string): Step {
  const [, name = '', image, share = '1'] = /^\s*(\w+)=(\d+)(?::([\d.]+))?\s*$/.exec(words) ?? []
  const amount = Number(share)
  if (image === undefined || !(amount >= 0 && amount <= 1))
    throw new UsageError(
      `--mix wants PART=IMAGE or PART=IMAGE:AMOUNT from 0 to 1, such as top=12:0.5, not "${words}".`,
    )
  const part = partNames.find((known): known is PartName => known === name)
  if (!part) throw new UsageError(`There is no part "${name}"; there are: ${partNames.join(', ')}.`)
  return (done) => withMix(done, part, { other: Number(image), amount })
}

function truncations(args: Arguments): Step[] {
  const factor = number(args, 'truncation')
  if (factor === undefined) return []
  if (!(factor >= 0 && factor <= mostTruncation))
    throw new UsageError(`--truncation lies between 0 and ${mostTruncation}, not at ${factor}.`)
  return [(done) => withTruncation(done, factor)]
}
