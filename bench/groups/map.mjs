/** Maps: layouts beside umap-js, principal components, the way back while a point is dragged, neighbours. */
import { join } from 'node:path'
import { bundle, outDir } from '../bundle.mjs'
import { Lane } from '../lanes.mjs'
import { figure, median, percentile } from '../statistics.mjs'

const rounds = 3

async function repeated(lane, work, argument, count = rounds) {
  const found = []
  for (let round = 0; round < count; round++) found.push(await lane.ask(work, argument))
  return found
}

const column = (rows, at) => median(rows.map((row) => row[at]))

/** In turns: what slows the machine down hits both. */
async function umapFigures(lane) {
  const [own, peer] = [[], []]
  for (let round = 0; round < rounds; round++) {
    own.push(await lane.ask('umap', 10_000))
    peer.push(await lane.ask('umap-js', 10_000))
  }
  const ratio = median(peer.map(([ms], round) => ms / own[round][0]))
  return [
    figure('UMAP of 10,000 x 32', column(own, 0) / 1000, 's', rounds),
    figure('UMAP of 10,000 x 32, umap-js', column(peer, 0) / 1000, 's', rounds),
    figure('UMAP of 10,000 x 32, umap-js against ours', ratio, 'x', rounds, '>= 5'),
    figure('UMAP trustworthiness', 100 * column(own, 1), '%', rounds),
    figure('UMAP trustworthiness, umap-js less ours', column(peer, 1) - column(own, 1), '', rounds, '<= 1'),
    figure('UMAP, longest step between two pauses', column(own, 2), 'ms', rounds),
  ]
}

async function tsneFigures(lane) {
  const rows = await repeated(lane, 'tsne', 10_000, 2)
  return [
    figure('t-SNE of 10,000 x 32', column(rows, 0) / 1000, 's', rows.length, '<= 30'),
    figure('t-SNE trustworthiness', 100 * column(rows, 1), '%', rows.length),
    figure('t-SNE, longest step between two pauses', column(rows, 2), 'ms', rows.length),
  ]
}

async function dragFigures(lane) {
  const [ms, trust, ...rest] = await lane.ask('drag', 100_000)
  const [placing, events] = [rest.slice(0, 100), rest.slice(100)]
  return [
    figure('UMAP of 100,000 x 32', ms / 1000, 's', 1),
    figure('UMAP of 100,000 x 32, trustworthiness', 100 * trust, '%', 1),
    figure('mapFromLatent at 100,000 points, median', median(placing), 'ms', placing.length),
    figure('latentFromMap at 100,000 points, median', median(events), 'ms', events.length),
    figure(
      'latentFromMap at 100,000 points, 99th percentile',
      percentile(events, 0.99),
      'ms',
      events.length,
      '<= 1',
    ),
  ]
}

async function neighbourFigures(lane) {
  const figures = []
  for (const work of ['clusters', 'cloud']) {
    const [recall, ms] = await lane.ask(work, 20_000)
    figures.push(figure(`15 neighbours of 20,000 x 32, ${work}, recall`, 100 * recall, '%', 1))
    figures.push(figure(`15 neighbours of 20,000 x 32, ${work}`, ms / 1000, 's', 1))
  }
  return figures
}

export async function benchMap() {
  await bundle('map')
  const { lane, reason } = await Lane.open(process.execPath, [join(outDir, 'map.cjs')])
  if (!lane) throw new Error(reason)
  try {
    const pca = (await repeated(lane, 'pca', 100_000)).flat()
    return [
      figure('PCA of 100,000 x 128', median(pca) / 1000, 's', pca.length, '<= 1'),
      ...(await umapFigures(lane)),
      ...(await tsneFigures(lane)),
      ...(await dragFigures(lane)),
      ...(await neighbourFigures(lane)),
    ]
  } finally {
    lane.close()
  }
}
