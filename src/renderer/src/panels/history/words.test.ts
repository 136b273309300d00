import { expect, test } from 'vitest'
import { wordsOf } from './words'

// Without a zone it is the time of wherever the test runs.
const at = '2026-03-04T14:02:00'
const marking = { step: 12, parent: 11, at, images: 0 }
const step = { ...marking, images: 1, first: { modelId: 'm', image: 7 } }

const today = new Date('2026-03-04T20:00:00')

test('a step is told by what it changed and when; by its name first where it has one', () => {
  expect(wordsOf(step, undefined, today)).toBe('Step 12, image 7, 14:02')
  expect(wordsOf({ ...step, name: 'Older' }, undefined, today)).toBe('Older · step 12, image 7, 14:02')
  expect(wordsOf({ ...step, images: 3 }, undefined, today)).toBe('Step 12, 3 images, 14:02')
})

test('of a timeline, it says so', () => {
  expect(wordsOf({ ...marking, timeline: 'A walk' }, undefined, new Date('2026-03-04T20:00:00'))).toBe(
    'Step 12, timeline, 14:02',
  )
})

test('of another day, with its date; one that only marked says so', () => {
  expect(wordsOf(marking, undefined, new Date('2026-03-05T20:00:00'))).toBe('Step 12, selection, Mar 4 14:02')
})

test('an edit of a picture beside the data is told by its name, where the model that knows it is shown', () => {
  const guests = [{ image: 7, name: 'Me', kind: 'photo' as const, code: new Float32Array(1) }]
  expect(wordsOf(step, { modelId: step.first.modelId, guests }, today)).toBe('Step 12, "Me", 14:02')
  expect(wordsOf(step, { modelId: 'another', guests }, today)).toBe('Step 12, image 7, 14:02')
})
