import { mutualInformationGap } from '../../src/core/metrics/mutual-information-gap'
import { gaussians, mulberry32 } from '../../src/core/random/random'
import { defaultConfigs, type TrainingConfig } from '../../src/core/records/training'
import { bytesOf, drawn, type Data } from './data'
import { learn, type Learned } from './learn'
import { aboutOf, figure, type Figure, type Section } from './report'

const factorNames = ['shape', 'hue', 'size', 'x', 'y', 'rotation']
/** A continuous factor counts in steps. */
const stepsOfFactor = 10

export function factorsOf({ attributes, count }: Data): Float32Array {
  const table = new Float32Array(count * factorNames.length)
  factorNames.forEach((name, f) => {
    const { values } = attributes.find((known) => known.name === name)!
    const [least, most] = [Math.min(...values), Math.max(...values)]
    values.forEach((value, i) => {
      const place = Math.min(
        stepsOfFactor - 1,
        Math.floor((stepsOfFactor * (value - least)) / (most - least)),
      )
      table[i * factorNames.length + f] = name === 'shape' ? value : place
    })
  })
  return table
}

export async function betaVae(): Promise<Section[]> {
  return []
}
