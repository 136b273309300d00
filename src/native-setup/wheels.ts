/** A file on the Python package index, and what it must hash to. */
export interface Archive {
  project: string
  file: string
  sha256: string
}

/** The one that holds TensorFlow's library. */
export interface Wheel extends Archive {
  /** What lies on disk at the same time at most, in megabytes; with everything that comes along. */
  diskMegabytes: number
}

export type Variant = 'cpu' | 'gpu'

/** From the index pages of `tensorflow-cpu` and `tensorflow`. The GPU's brings CUDA libraries as wheels of their own. */
const wheels: Record<string, Wheel> = {
  'cpu linux x64': {
    project: 'tensorflow-cpu',
    file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    diskMegabytes: 1300,
  },
  'cpu linux arm64': {
    project: 'tensorflow',
    file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    diskMegabytes: 1300,
  },
  'cpu darwin arm64': {
    project: 'tensorflow',
    file: 'tensorflow-2.21.0-cp311-cp311-macosx_12_0_arm64.whl',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    diskMegabytes: 1300,
  },
  'gpu linux x64': {
    project: 'tensorflow',
    file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
    diskMegabytes: 8000,
  },
}

/** The wheel for a kind of machine; undefined where there is none. */
export function wheelFor(variant: Variant, platform: string, arch: string): Wheel | undefined {
  return wheels[`${variant} ${platform} ${arch}`]
}
