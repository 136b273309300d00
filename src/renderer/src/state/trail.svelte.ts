/** Longer ones lose their beginning. */
const mostPlaces = 600

/** Where the hand has led a point in this drag; gone when it lets go. */
export class Trail {
  places: readonly (readonly number[])[] = $state.raw([])

  /** @param pointInMap [dimensions] */
  add(pointInMap: readonly number[]): void {
    this.places = [...this.places.slice(1 - mostPlaces), [...pointInMap]]
  }

  clear(): void {
    if (this.places.length > 0) this.places = []
  }
}
