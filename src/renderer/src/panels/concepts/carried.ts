/** What is dragged across the window: images of the shown data set, as a JSON list of their indices. */
const imagesType = 'application/x-slerp-images'

export function carryImages(event: DragEvent, images: readonly number[]): void {
  event.dataTransfer?.setData(imagesType, JSON.stringify(images))
}

/** Empty where something else was dragged. */
export function carriedImages({ dataTransfer }: DragEvent): number[] {
  try {
    const found: unknown = JSON.parse(dataTransfer?.getData(imagesType) ?? '')
    return Array.isArray(found) ? found.filter((one): one is number => Number.isInteger(one) && one >= 0) : []
  } catch {
    return []
  }
}
