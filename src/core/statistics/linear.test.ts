import { expect, test } from 'vitest'
import { conceptsFixture as fixture } from '../fixtures/concepts.fixture'
import type { LinearProbe } from './logistic'
import { fitRidge } from './ridge'
import { fitLinearSvm } from './svm'

const expectNear = ({ weights, bias }: LinearProbe, wanted: readonly number[], digits: number): void =>
  [...weights, bias].forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, digits))

test("the support vector machine's boundary is where scipy finds the same sum least", () => {
  expectNear(fitLinearSvm(fixture.rows, fixture.labels, fixture.size), fixture.svm, 5)
})

test('where the codes lie makes no difference to the boundary', () => {
  const moved = fixture.rows.map((x) => x + 20)
  const [here, there] = [fixture.rows, moved].map((rows) => fitLinearSvm(rows, fixture.labels, fixture.size))
  there!.weights.forEach((w, i) => expect(w).toBeCloseTo(here!.weights[i]!, 3))
})

test('ridge regression equals scikit-learn', () => {
  expectNear(fitRidge(fixture.rows, fixture.numbers, fixture.size), fixture.ridge, 9)
})
