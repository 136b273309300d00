import { expect, test } from 'vitest'
import { historyToCsv } from './history-csv'

test('a row per point, a column per series, empty where nothing is known', () => {
  const csv = historyToCsv([
    { step: 5, epoch: 0, total: 9.5, kl: 0 },
    { step: 10, epoch: 1, total: 8, kl: 1e-7, heldOut: { total: 8.25, psnr: 20 } },
  ])
  expect(csv).toBe(`step,epoch,total,kl,heldOut.total,heldOut.psnr
5,0,9.5,0,,
10,1,8,1e-7,8.25,20
`)
})
