/** The part of WebAssembly's interface that is used here: it is in every runtime of ours, but not in the types of Node 18. */
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer
    constructor(size: { initial: number })
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
  }
  class Instance {
    readonly exports: Record<string, unknown>
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
  }
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean
}
