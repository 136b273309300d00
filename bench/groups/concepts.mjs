/** Concepts: all of 40 labels from 10,000 codes, with their quality and what else they move. */
import { join } from 'node:path'
import { bundle, outDir } from '../bundle.mjs'
import { Lane } from '../lanes.mjs'
import { figure, median } from '../statistics.mjs'

const rounds = 5

export async function benchConcepts() {
  await bundle('concepts')
  const { lane, reason } = await Lane.open(process.execPath, [join(outDir, 'concepts.cjs')])
  if (!lane) throw new Error(reason)
  try {
    const [all, svm] = [[], []]
    for (let round = 0; round < rounds; round++) {
      all.push(await lane.ask('labels', 0))
      svm.push(...(await lane.ask('svm', 0)))
    }
    return [
      figure(
        '40 concepts from 10,000 x 32 labelled codes',
        median(all.map(([ms]) => ms)) / 1000,
        's',
        rounds,
        '<= 2',
      ),
      figure('the same, time of the processor', median(all.map(([, cpuMs]) => cpuMs)) / 1000, 's', rounds),
      figure('their mean AUC', all[0][2], '', 1),
      figure('one of them by a support vector machine', median(svm), 'ms', rounds),
    ]
  } finally {
    lane.close()
  }
}
