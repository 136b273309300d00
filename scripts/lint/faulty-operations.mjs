/**
 * What code of the engine must not call: operations whose gradient TensorFlow.js 4.22 computes wrongly on some rung.
 * The faults themselves are shown in src/engine/ops/faults.fixture.ts. Selectors of ESLint's `no-restricted-syntax`.
 */
const called = (names) => `CallExpression[callee.property.name=/^(${names.join('|')})$/]`

export const faultyOperations = [
  {
    selector: called(['resizeNearestNeighbor', 'upSampling2d']),
    message: 'Its gradient is wrong on the cpu backend for more than one picture: use upsample2x.',
  },
  {
    selector: `${called(['resizeBilinear'])}[arguments.length>3]`,
    message: 'Its gradient does not know of halfPixelCenters, on every rung: leave that out.',
  },
  {
    selector: `${called(['avgPool', 'averagePooling2d'])} Literal[value='same']`,
    message: "Its gradient is wrong at the edges on all rungs but the native one: use 'valid'.",
  },
]
