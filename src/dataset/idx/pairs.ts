/** Which files of a folder are pictures in IDX, and which labels belong to them, told by the names that MNIST gave. */

/** Paths within the folder. */
export interface IdxPair {
  images: string
  labels?: string
}

export interface IdxFiles {
  /** What is learned from first, then what is for tests. */
  pairs: IdxPair[]
  /** Labels without pictures. */
  lonely: string[]
}

/** Both `train-images-idx3-ubyte.gz` and `train-images.idx3-ubyte` are about. */
const pattern = /^(.*?)(?:(images)[-.]idx3|labels[-.]idx1)-ubyte(?:\.gz)?$/i

interface Part {
  /** What pictures and their labels have in common: folder and beginning of the name. */
  stem: string
  isImages: boolean
}

export function idxPart(path: string): Part | undefined {
  const found = pattern.exec(path)
  return found ? { stem: found[1]!.toLowerCase(), isImages: found[2] !== undefined } : undefined
}

/** @param files sorted, so that a plain file comes before its packed copy and is preferred */
export function idxFiles(files: readonly string[]): IdxFiles {
  const [images, labels] = [new Map<string, string>(), new Map<string, string>()]
  for (const path of files) {
    const part = idxPart(path)
    const those = part?.isImages ? images : labels
    if (part && !those.has(part.stem)) those.set(part.stem, path)
  }
  const stems = [...images.keys()].sort((a, b) => Number(isForTests(a)) - Number(isForTests(b)))
  return {
    pairs: stems.map((stem) => pairOf(images.get(stem)!, labels.get(stem))),
    lonely: [...labels].filter(([stem]) => !images.has(stem)).map(([, path]) => path),
  }
}

const isForTests = (stem: string): boolean => /(t10k|test)[^/]*$/.test(stem)

const pairOf = (images: string, labels: string | undefined): IdxPair => ({
  images,
  ...(labels && { labels }),
})
