import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOfKeyframe } from '../timeline/keyframe-code'
import type { Operation } from '../records/edit'
import { codeOf, evaluateEdit } from './evaluate'
import { amountOf, latentOf, withAmount, withLatent, withMix, withMove } from './operations'
import { ladderSpace as space, stacks, sums } from './operations.fixture'
import { movedTo, replacedAt, switchedAt, withoutAt, withStrength } from './stack'

const own = (): Float32Array => codeOf(space, 7)!
const evaluate = (operations: readonly Operation[]): number[] => [...evaluateEdit(own(), operations, space)]
const expectClose = (a: readonly number[], b: readonly number[]): void =>
  a.forEach((x, i) => expect(x).toBeCloseTo(b[i]!, 4))

test('an edit is a pure function of its stack', () => {
  fc.assert(
    fc.property(stacks, (operations) => {
      const before = JSON.stringify([operations, [...space.mu]])
      expect(evaluate(operations)).toEqual(evaluate(operations))
      expect(JSON.stringify([operations, [...space.mu]])).toBe(before)
    }),
  )
})

test('what is switched off is as if it were not there, and comes back as it was', () => {
  fc.assert(
    fc.property(stacks, fc.nat(7), (operations, at) => {
      const on = operations.filter(({ off }) => !off)
      expect(evaluate(operations)).toEqual(evaluate(on))
      expect(evaluate(switchedAt(on, at))).toEqual(evaluate(withoutAt(on, at)))
      expect(switchedAt(switchedAt(operations, at), at)).toEqual(operations)
    }),
  )
})

test('the order of what only adds makes no difference', () => {
  fc.assert(
    fc.property(sums, fc.nat(7), fc.nat(7), (operations, from, to) => {
      expectClose(evaluate(movedTo(operations, from, to)), evaluate(operations))
    }),
  )
})

test('what is moved there and back is where it was', () => {
  fc.assert(
    fc.property(stacks, fc.nat(7), fc.nat(7), (operations, a, b) => {
      const [from, to] = [a % Math.max(1, operations.length), b % Math.max(1, operations.length)]
      const back = movedTo(movedTo(operations, from, to), to, from)
      expect(back.map((one) => ({ ...one, placed: true }))).toEqual(
        operations.map((one) => ({ ...one, placed: true })),
      )
      expect(evaluate(back)).toEqual(evaluate(operations))
    }),
  )
})

test('a keyframe parted into its code and concepts gives the whole edit again', () => {
  fc.assert(
    fc.property(stacks, (operations) => {
      const content = { kind: 'edit' as const, image: 7, operations }
      expectClose([...codeOfKeyframe(content, space)], evaluate(operations))
    }),
  )
})

test('a slider sets what is seen, wherever its operation stands, and leaves the order of a person', () => {
  fc.assert(
    fc.property(stacks, fc.integer({ min: 1, max: 30 }), (operations, tenths) => {
      const placed = operations.map((one): Operation => ({ ...one, placed: true }))
      const next = withAmount(placed, 'smile', tenths / 10)
      expect(amountOf(next, 'smile')).toBe(tenths / 10)
      const isSmile = (one: Operation): boolean => one.kind === 'concept' && one.conceptId === 'smile'
      expect(next.filter((one) => !isSmile(one))).toEqual(placed.filter((one) => !isSmile(one)))
      const [before, after] = [placed.findIndex(isSmile), next.findIndex(isSmile)]
      expect(after).toBe(before < 0 ? next.length - 1 : before)
    }),
  )
})

const mixed: Operation = { kind: 'mix', part: 'whole', other: 3, amount: 1 }

test('a person may put a concept below a mix that hides it, and its slider leaves it there, at 0 too', () => {
  const onTop = withMix(withAmount([], 'smile', 1), 'whole', { other: 3, amount: 1 })
  expect(onTop.map(({ kind }) => kind)).toEqual(['mix', 'concept'])
  const below = movedTo(onTop, 1, 0)
  expect(evaluate(below)).toEqual(evaluate([mixed]))
  const slid = withAmount(withAmount(below, 'smile', 0), 'smile', 2)
  expect(slid.map(({ kind }) => kind)).toEqual(['concept', 'mix'])
  expect(amountOf(slid, 'smile')).toBe(2)
  const dragged = withMove(withMove(movedTo(withMove(below, own()), 2, 0), own()), own())
  expect(dragged.map(({ kind }) => kind)).toEqual(['move', 'concept', 'mix', 'move'])
})

test('mixing below drags brings what was refined along', () => {
  const sum = withMove(withAmount([], 'smile', 1), own())
  expect(withMix(sum, 'top', { other: 3, amount: 1 }).map(({ kind }) => kind)).toEqual([
    'move',
    'mix',
    'concept',
  ])
})

test('a number of the code is changed by as much as was said, and by itself', () => {
  const changed = withLatent(withLatent([], 2, 0.5), 2, 1.5)
  expect(latentOf(changed, 2)).toBe(1.5)
  expectClose(
    evaluate(changed),
    [...own()].map((x, i) => (i === 2 ? x + 1.5 : x)),
  )
  expect(withLatent(changed, 2, 0)).toEqual([])
  expect(evaluate([{ kind: 'latent', dimension: 6, offset: 1 }])).toEqual([...own()])
})

test('what is off is on again once its slider is touched, and is not lost when it is put to rest', () => {
  const off = switchedAt(withAmount([], 'smile', 1), 0)
  expect(amountOf(off, 'smile')).toBe(0)
  expect(withAmount(off, 'smile', 0)).toEqual(off)
  expect(withAmount(off, 'smile', 2)).toEqual([{ kind: 'concept', conceptId: 'smile', amount: 2 }])
  expect(replacedAt(off, 0, mixed)).toEqual([mixed])
})

test('strength goes from no edit at 0 to the edit itself at 1, and on in a straight line for sums', () => {
  fc.assert(
    fc.property(sums, stacks, (sum, operations) => {
      const rest = (): number => 0
      expectClose(evaluate(withStrength(operations, 1, rest)), evaluate(operations))
      expectClose(evaluate(withStrength(operations, 0, rest)), [...own()])
      const once = evaluate(sum).map((x, i) => x - own()[i]!)
      expectClose(
        evaluate(withStrength(sum, 2, rest)),
        once.map((x, i) => own()[i]! + 2 * x),
      )
    }),
  )
})
