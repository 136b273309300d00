import { ascendingOrder, bitsPerAxis, spread2, spread3 } from './morton'

const leafSize = 4

/**
 * A quadtree or octree over the points of a layout. Points and nodes lie in the order in which a walk meets them, so that
 * it needs no stack: on to the next node, or over all that lie within this one. In two dimensions z is 0.
 */
export interface SpaceTree {
  /** The point at each slot. */
  order: Uint32Array
  x: Float64Array
  y: Float64Array
  z: Float64Array
  nodes: number
  /** Of each node: its points' mean and number, its squared size, the slots it holds and the node after all within it. */
  meanX: Float64Array
  meanY: Float64Array
  meanZ: Float64Array
  mass: Float64Array
  squaredSize: Float64Array
  firstSlot: Int32Array
  /** 1 where the node's points are visited one by one. */
  isLeaf: Uint8Array
  after: Int32Array
}

/** @param positions row-major [count, dimensions] */
export function spaceTree(positions: Float32Array, dimensions: 2 | 3): SpaceTree {
  const count = positions.length / dimensions
  const { low, side } = bounds(positions, dimensions)
  const keys = cellKeys(positions, dimensions, low, side)
  const order = ascendingOrder(keys)
  const tree = emptyTree(order)
  order.forEach((row, slot) => {
    tree.x[slot] = positions[row * dimensions]!
    tree.y[slot] = positions[row * dimensions + 1]!
    if (dimensions === 3) tree.z[slot] = positions[row * dimensions + 2]!
  })
  const sorted = Uint32Array.from(order, (row) => keys[row]!)
  // In space a cell's diagonal is longer: the same angle must not let a point push itself away.
  grow(tree, sorted, dimensions, 0, count, bitsPerAxis[dimensions], (side * side * dimensions) / 2)
  return tree
}

function emptyTree(order: Uint32Array): SpaceTree {
  const count = order.length
  // Every inner node parts its points, so there are fewer of them than leaves.
  const most = 2 * count + 1
  return {
    order,
    x: new Float64Array(count),
    y: new Float64Array(count),
    z: new Float64Array(count),
    nodes: 0,
    meanX: new Float64Array(most),
    meanY: new Float64Array(most),
    meanZ: new Float64Array(most),
    mass: new Float64Array(most),
    squaredSize: new Float64Array(most),
    firstSlot: new Int32Array(most),
    isLeaf: new Uint8Array(most),
    after: new Int32Array(most),
  }
}

function bounds(positions: Float32Array, dimensions: number): { low: number[]; side: number } {
  const low = new Array<number>(dimensions).fill(Infinity)
  const high = new Array<number>(dimensions).fill(-Infinity)
  for (let p = 0, axis = 0; p < positions.length; p++, axis = (axis + 1) % dimensions) {
    low[axis] = Math.min(low[axis]!, positions[p]!)
    high[axis] = Math.max(high[axis]!, positions[p]!)
  }
  return { low, side: Math.max(...high.map((x, axis) => x - low[axis]!), 1e-30) }
}

function cellKeys(positions: Float32Array, dimensions: 2 | 3, low: number[], side: number): Uint32Array {
  const last = (1 << bitsPerAxis[dimensions]) - 1
  const scale = last / side
  const spread = dimensions === 2 ? spread2 : spread3
  return Uint32Array.from({ length: positions.length / dimensions }, (_, i) => {
    let key = 0
    for (let axis = 0; axis < dimensions; axis++)
      key |= spread((positions[i * dimensions + axis]! - low[axis]!) * scale) << axis
    return key
  })
}

/** Appends the node of the slots from `first` to `end`, then all within it. Cells with a single child are left out. */
function grow(
  tree: SpaceTree,
  keys: Uint32Array,
  dimensions: 2 | 3,
  first: number,
  end: number,
  level: number,
  squaredSize: number,
): void {
  while (level > 0 && end - first > leafSize && isOneChild(keys, dimensions, first, end, level)) {
    level--
    squaredSize /= 4
  }
  const node = addNode(tree, first, end, squaredSize)
  const isLeaf = level === 0 || end - first <= leafSize
  tree.isLeaf[node] = isLeaf ? 1 : 0
  for (let from = first; !isLeaf && from < end;) {
    const to = endOfChild(keys, dimensions, from, end, level)
    grow(tree, keys, dimensions, from, to, level - 1, squaredSize / 4)
    from = to
  }
  tree.after[node] = tree.nodes
}

const childOf = (key: number, dimensions: number, level: number): number => key >>> (dimensions * (level - 1))

function isOneChild(
  keys: Uint32Array,
  dimensions: number,
  first: number,
  end: number,
  level: number,
): boolean {
  return childOf(keys[first]!, dimensions, level) === childOf(keys[end - 1]!, dimensions, level)
}

/** By bisection: keys ascend. */
function endOfChild(keys: Uint32Array, dimensions: number, from: number, end: number, level: number): number {
  const child = childOf(keys[from]!, dimensions, level)
  let [low, high] = [from + 1, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (childOf(keys[middle]!, dimensions, level) === child) low = middle + 1
    else high = middle
  }
  return low
}

function addNode(tree: SpaceTree, first: number, end: number, squaredSize: number): number {
  let x = 0
  let y = 0
  let z = 0
  for (let slot = first; slot < end; slot++) {
    x += tree.x[slot]!
    y += tree.y[slot]!
    z += tree.z[slot]!
  }
  const node = tree.nodes++
  const mass = end - first
  tree.meanX[node] = x / mass
  tree.meanY[node] = y / mass
  tree.meanZ[node] = z / mass
  tree.mass[node] = mass
  tree.squaredSize[node] = squaredSize
  tree.firstSlot[node] = first
  return node
}
