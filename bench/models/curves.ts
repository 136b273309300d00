import { kept } from './report'

export interface Curve {
  label: string
  points: readonly (readonly [x: number, y: number])[]
}

const [width, height, margin] = [560, 240, 44]
/** Okabe and Ito's colours, which colour-blind people can tell apart. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9']

/** Lines over one x axis as SVG. */
export function curves(name: string, xLabel: string, lines: readonly Curve[]): string {
  const all = lines.flatMap(({ points }) => points)
  const [x, y] = [
    scaleOf(
      all.map(([x]) => x),
      [margin, width - 8],
    ),
    scaleOf(
      all.map(([, y]) => y),
      [height - margin, 24],
    ),
  ]
  const drawn = lines.map(({ points }, i) => {
    const path = points.map(([px, py]) => `${x.at(px).toFixed(1)},${y.at(py).toFixed(1)}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colours[i % colours.length]}" stroke-width="1.5"/>`
  })
  const names = lines.map(
    ({ label }, i) =>
      `<text x="${margin + 110 * i}" y="14" fill="${colours[i % colours.length]}">${label}</text>`,
  )
  const axes = [
    `<text x="4" y="28">${y.most}</text><text x="4" y="${height - margin}">${y.least}</text>`,
    `<text x="${margin}" y="${height - 24}">${x.least}</text>`,
    `<text x="${width - 8}" y="${height - 24}" text-anchor="end">${x.most}</text>`,
    `<text x="${width / 2}" y="${height - 8}" text-anchor="middle">${xLabel}</text>`,
    `<path d="M${margin} 20V${height - margin}H${width - 8}" fill="none" stroke="#888"/>`,
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="#444"><rect width="100%" height="100%" fill="#fff"/>${[...axes, ...drawn, ...names].join('')}</svg>\n`
  return kept(`${name}.svg`, svg)
}

function scaleOf(values: readonly number[], [from, to]: [number, number]) {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const at = (value: number): number => from + ((value - low) / (high - low || 1)) * (to - from)
  return { at, least: Number(low.toPrecision(3)), most: Number(high.toPrecision(3)) }
}
