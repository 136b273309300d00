import { join } from 'node:path'

/** Where each part of a document lies. Ids are checked here, so that none can lead out of the folder. */
export class Layout {
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  get record(): string {
    return join(this.root, 'document.json')
  }
  get journal(): string {
    return join(this.root, 'journal.jsonl')
  }
  get lock(): string {
    return join(this.root, 'lock')
  }
  folder(kind: 'datasets' | 'models' | 'encodings' | 'maps' | 'concepts'): string {
    return join(this.root, kind)
  }
  dataset(id: string, file = ''): string {
    return join(this.folder('datasets'), safe(id), file)
  }
  /** Pixels of a photo beside the data. */
  guest(datasetId: string, image: number): string {
    if (!Number.isSafeInteger(image) || image < 0) throw new RangeError(`"${image}" is no guest`)
    return join(this.dataset(datasetId, 'guests'), `${image}.npy`)
  }
  model(id: string, file = ''): string {
    return join(this.folder('models'), safe(id), file)
  }
  checkpoints(id: string): string {
    return this.model(id, 'checkpoints')
  }
  checkpoint(id: string, name: string, file = ''): string {
    return join(this.checkpoints(id), name, file)
  }
  history(id: string): string {
    return this.model(id, 'history')
  }
  encoding(id: string, file = ''): string {
    return join(this.folder('encodings'), safe(id), file)
  }
  map(id: string, file = ''): string {
    return join(this.folder('maps'), safe(id), file)
  }
  concept(id: string): string {
    return join(this.folder('concepts'), `${safe(id)}.json`)
  }
}

function safe(id: string): string {
  if (!/^[a-z0-9-]{1,64}$/.test(id)) throw new RangeError(`"${id}" is not an id`)
  return id
}
