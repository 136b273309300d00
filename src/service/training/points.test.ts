import { expect, test } from 'vitest'
import { historyUntil } from './points'

const point = (step: number, total: number): Parameters<typeof historyUntil>[0][number] => {
  return { step, epoch: 0, reconstruction: total, kl: 0, total }
}

test('steps that were done twice count once, as they went the last time', () => {
  const points = [point(1, 9), point(2, 8), point(3, 7), point(2, 6), point(3, 5), point(4, 4)]
  expect(historyUntil(points, 3).map(({ step, total }) => [step, total])).toEqual([
    [1, 9],
    [2, 6],
    [3, 5],
  ])
})
