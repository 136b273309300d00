import { makeConcept } from '../src/core/concepts/make'
import { conceptBasis } from '../src/core/concepts/probes'
import type { LabelledCodes } from '../src/core/concepts/labelled'
import { gaussians, mulberry32, splitIndices } from '../src/core/random/random'
import type { Attribute } from '../src/core/records/attribute'
import { serveLane } from './lane'

/** Concepts of all labels of some codes: each work answers with milliseconds and what else it is named for. */

const [count, latentSize, labels] = [10_000, 32, 40]

/** Each label follows a direction of its own and the label before it; a tenth are told wrong. */
function labelledData(): LabelledCodes {
  const random = mulberry32(3)
  const codes = gaussians(count * latentSize, random)
  const attributes: Attribute[] = []
  for (let label = 0; label < labels; label++) {
    const before = attributes.at(-1)
    const direction = gaussians(latentSize, random)
    const values = Float32Array.from({ length: count }, (_, i) => {
      let score = before ? 2 * before.values[i]! - 1 : 0
      for (let j = 0; j < latentSize; j++) score += direction[j]! * codes[i * latentSize + j]!
      return random() < 0.1 ? Math.round(random()) : Number(score > 0)
    })
    attributes.push({ name: `label ${label}`, kind: 'binary', values })
  }
  return { codes, count, latentSize, attributes, split: splitIndices(count, 1, 0.2) }
}

void serveLane(async () => {
  const data = labelledData()
  return {
    async labels() {
      const [start, used] = [performance.now(), process.cpuUsage()]
      const basis = conceptBasis(data)
      const made = data.attributes.map(({ name }) =>
        makeConcept({ basis }, { kind: 'labels', attribute: name, method: 'means' }),
      )
      const ms = performance.now() - start
      const cpuMs = process.cpuUsage(used).user / 1000
      return [ms, cpuMs, made.reduce((sum, { quality }) => sum + (quality?.auc ?? 0), 0) / labels]
    },
    async svm() {
      const basis = conceptBasis({ ...data, attributes: data.attributes.slice(0, 1) })
      const start = performance.now()
      makeConcept({ basis }, { kind: 'labels', attribute: 'label 0', method: 'svm' })
      return [performance.now() - start]
    },
  }
})
