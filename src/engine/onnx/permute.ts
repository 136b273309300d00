/** Reorders the axes of a row-major 4-D array: axis `i` of the result is axis `order[i]` of the source. */
export function permute4(
  data: Float32Array,
  shape: readonly number[],
  order: readonly [number, number, number, number],
): { data: Float32Array; shape: number[] } {
  const [sizeA = 0, sizeB = 0, sizeC = 0, sizeD = 0] = order.map((axis) => shape[axis] ?? 0)
  const [stepA = 0, stepB = 0, stepC = 0, stepD = 0] = order.map((axis) => product(shape.slice(axis + 1)))
  const result = new Float32Array(data.length)
  let next = 0
  for (let a = 0; a < sizeA; a++)
    for (let b = 0; b < sizeB; b++)
      for (let c = 0; c < sizeC; c++)
        for (let d = 0; d < sizeD; d++)
          result[next++] = data[a * stepA + b * stepB + c * stepC + d * stepD] ?? 0
  return { data: result, shape: [sizeA, sizeB, sizeC, sizeD] }
}

const product = (sizes: readonly number[]): number => sizes.reduce((total, size) => total * size, 1)
