/** Where a step is drawn: columns from the beginning on, a lane for each branch. */
export interface TreePlace {
  step: number
  parent: number
  /** How many steps lie before it. */
  column: number
  /** 0 for the way that is drawn straight. */
  lane: number
}

interface Node {
  step: number
  parent: number
}

/**
 * A tree of steps, drawn from left to right. The way to `current`, and on from there by the newest steps, is straight;
 * each other branch lies in the first lane below that is free where it runs. No two steps share a place.
 *
 * @param steps in order of time: a parent comes before its children; 0 is the beginning, which is not among them
 */
export function layoutTree(steps: readonly Node[], current: number): TreePlace[] {
  const children = childrenOf(steps)
  const parents = new Map(steps.map(({ step, parent }) => [step, parent]))
  const onWay = new Set<number>()
  for (let at = current; at !== 0; at = parents.get(at) ?? 0) onWay.add(at)
  const places = new Map<number, TreePlace>()
  const lanes = new Lanes()
  // Where branches begin; the straight way first, then what leaves it, from left to right.
  const beginnings: { step: number; parent: number; column: number }[] = []
  const queue = (parent: number, column: number, taken?: number): void => {
    for (const step of children.get(parent) ?? [])
      if (step !== taken) beginnings.push({ step, parent, column })
  }
  const first = straight(children.get(0), onWay)
  if (first !== undefined) beginnings.push({ step: first, parent: 0, column: 1 })
  queue(0, 1, first)
  for (let next = beginnings.shift(); next; next = beginnings.shift()) {
    const branch = branchFrom(next.step, children, onWay)
    const lane = lanes.take(next.column, next.column + branch.length - 1)
    branch.forEach((step, i) => {
      const column = next.column + i
      places.set(step, { step, parent: parents.get(step) ?? 0, column, lane })
      queue(step, column + 1, branch[i + 1])
    })
  }
  return steps.map(({ step }) => places.get(step)!)
}

function childrenOf(steps: readonly Node[]): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (const { step, parent } of steps) {
    const known = children.get(parent)
    if (known) known.push(step)
    else children.set(parent, [step])
  }
  return children
}

/** The step and those that go straight on from it. */
function branchFrom(step: number, children: Map<number, number[]>, onWay: ReadonlySet<number>): number[] {
  const branch: number[] = []
  for (let at: number | undefined = step; at !== undefined; at = straight(children.get(at), onWay))
    branch.push(at)
  return branch
}

function straight(children: readonly number[] | undefined, onWay: ReadonlySet<number>): number | undefined {
  return children?.find((step) => onWay.has(step)) ?? children?.at(-1)
}

/** Which columns of each lane are taken. A branch's line down from its parent needs the column before it as well. */
class Lanes {
  readonly #taken: { from: number; to: number }[][] = []

  take(from: number, to: number): number {
    const room = { from: from - 1, to }
    const isFree = (lane: { from: number; to: number }[]): boolean =>
      lane.every((other) => other.to < room.from || other.from > room.to)
    const free = this.#taken.findIndex(isFree)
    const lane = free >= 0 ? free : this.#taken.push([]) - 1
    this.#taken[lane]!.push(room)
    return lane
  }
}
