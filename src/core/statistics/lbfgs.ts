import { dot, norm } from './moments'

export interface Evaluation {
  value: number
  gradient: Float64Array
}

/** Pairs of steps and changes of the gradient that stand in for second derivatives. */
const memory = 10

interface Pair {
  step: Float64Array
  change: Float64Array
}

/**
 * The point where a smooth convex function is least, by L-BFGS (Liu & Nocedal 1989; Nocedal & Wright 2006, algorithm 7.4)
 * with a step halved until the value falls as Armijo asks.
 *
 * @param tolerance ends when the gradient's length is below this share of 1 + that at the start
 */
export function minimise(
  evaluate: (x: Float64Array) => Evaluation,
  start: Float64Array,
  tolerance = 1e-8,
  iterations = 1000,
): Float64Array {
  let x = start
  let here = evaluate(x)
  const enough = tolerance * (1 + norm(here.gradient))
  const pairs: Pair[] = []
  for (let i = 0; i < iterations && norm(here.gradient) > enough; i++) {
    const next = lineSearch(evaluate, x, here, descentDirection(here.gradient, pairs))
    if (!next) break
    const change = next.at.gradient.map((g, k) => g - here.gradient[k]!)
    const step = next.x.map((value, k) => value - x[k]!)
    if (dot(step, change) > 0) pairs.push({ step, change })
    if (pairs.length > memory) pairs.shift()
    ;[x, here] = [next.x, next.at]
  }
  return x
}

/** The two-loop recursion. */
function descentDirection(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((g) => -g)
  const newest = pairs.at(-1)
  if (!newest) return direction.map((d) => d / norm(gradient))
  const amounts = [...pairs].reverse().map(({ step, change }) => {
    const amount = dot(step, direction) / dot(step, change)
    add(direction, change, -amount)
    return amount
  })
  const scale = dot(newest.step, newest.change) / dot(newest.change, newest.change)
  direction.forEach((d, k) => (direction[k] = scale * d))
  for (const { step, change } of pairs)
    add(direction, step, amounts.pop()! - dot(change, direction) / dot(step, change))
  return direction
}

/** Undefined where rounding leaves no lower point to be found. */
function lineSearch(
  evaluate: (x: Float64Array) => Evaluation,
  x: Float64Array,
  here: Evaluation,
  direction: Float64Array,
): { x: Float64Array; at: Evaluation } | undefined {
  const slope = dot(here.gradient, direction)
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = x.map((value, k) => value + length * direction[k]!)
    const at = evaluate(next)
    if (at.value <= here.value + 1e-4 * length * slope) return { x: next, at }
  }
  return undefined
}

function add(v: Float64Array, direction: Float64Array, amount: number): void {
  for (let k = 0; k < v.length; k++) v[k]! += amount * direction[k]!
}
