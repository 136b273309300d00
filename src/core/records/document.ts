/** `document.json`, the root of a document folder. A larger version than ours opens read-only. */
export interface DocumentRecord {
  version: 1
  id: string
  name: string
  createdAt: string
  /** The model whose map is shown when the document opens. */
  currentModelId?: string
  /** Ids of the maps that models are shown by, by model; the others are shown by their principal components. */
  mapsInUse?: Record<string, string>
}

export const documentVersion = 1
