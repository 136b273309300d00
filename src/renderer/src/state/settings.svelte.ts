/** How the window looks, remembered on this computer. Pane sizes are kept by the panes themselves. */

import { waysToEnlarge, type WayToEnlarge } from '../../../core/picture/enlarge'

type Theme = 'dark' | 'light'
type Size = 'normal' | 'lecture'
type Shown = 'shown' | 'hidden'
/** Rooms of the inspector. */
export type InspectorTab = 'adjust' | 'stack' | 'compare' | 'code'

const prefix = 'slerp:'
/** Sides of the pictures in the grid, in pixels. */
export const [leastGridPx, mostGridPx] = [28, 160]

export class Settings {
  #chosenTheme: Theme | undefined = $state(remembered('theme', ['dark', 'light']))
  #size: Size = $state(remembered('size', ['normal', 'lecture']) ?? 'normal')
  #picture: 'pixels' | 'smooth' = $state(remembered('picture', ['pixels', 'smooth']) ?? 'smooth')
  #nearest: Shown = $state(remembered('nearest', ['shown', 'hidden']) ?? 'hidden')
  #posterior: Shown = $state(remembered('posterior', ['shown', 'hidden']) ?? 'hidden')
  #terrain: 'shown' | 'hidden' = $state(remembered('terrain', ['shown', 'hidden']) ?? 'hidden')
  #grid: Shown = $state(remembered('grid', ['shown', 'hidden']) ?? 'hidden')
  #names: Shown = $state(remembered('names', ['shown', 'hidden']) ?? 'shown')
  #dimensions: Shown = $state(remembered('dimensions', ['shown', 'hidden']) ?? 'hidden')
  #inspector: InspectorTab = $state(
    remembered('inspector', ['adjust', 'stack', 'compare', 'code']) ?? 'adjust',
  )
  #savedScale: number = $state(Number(localStorage.getItem(prefix + 'saved-scale')) || 8)
  #savedBy: WayToEnlarge = $state(remembered('saved-by', waysToEnlarge) ?? 'nearest')
  #gridPx: number = $state(Number(localStorage.getItem(prefix + 'grid-px')) || 64)
  #systemTheme: Theme = $state('dark')

  constructor() {
    const light = matchMedia('(prefers-color-scheme: light)')
    const follow = (): void => {
      this.#systemTheme = light.matches && statesTheme() ? 'light' : 'dark'
      this.#apply()
    }
    light.addEventListener('change', follow)
    follow()
  }

  /** The system's until the person chooses one. */
  get theme(): Theme {
    return this.#chosenTheme ?? this.#systemTheme
  }

  get size(): Size {
    return this.#size
  }

  /** Whether pictures are enlarged smoothly rather than as hard-edged pixels. */
  get smooth(): boolean {
    return this.#picture === 'smooth'
  }

  /** Whether the nearest images in the latent space are listed and drawn. */
  get showsNearest(): boolean {
    return this.#nearest === 'shown'
  }

  /** Whether the posterior of the selected image is drawn. */
  get showsPosterior(): boolean {
    return this.#posterior === 'shown'
  }

  showNearest(isShown: boolean): void {
    this.#nearest = isShown ? 'shown' : 'hidden'
    this.#keep('nearest', this.#nearest)
    if (isShown) this.inspector = 'code'
  }

  showPosterior(isShown: boolean): void {
    this.#posterior = isShown ? 'shown' : 'hidden'
    this.#keep('posterior', this.#posterior)
    if (isShown) this.inspector = 'code'
  }

  /** Which room of the inspector is open. */
  get inspector(): InspectorTab {
    return this.#inspector
  }

  set inspector(tab: InspectorTab) {
    this.#inspector = tab
    this.#keep('inspector', tab)
  }

  /** Whether single numbers of the code can be set. */
  get showsDimensions(): boolean {
    return this.#dimensions === 'shown'
  }

  showDimensions(isShown: boolean): void {
    this.#dimensions = isShown ? 'shown' : 'hidden'
    this.#keep('dimensions', this.#dimensions)
  }

  /** Whether decoded pictures lie behind the points of a flat map. */
  get terrain(): boolean {
    return this.#terrain === 'shown'
  }

  /** Whether the images lie in rows beside the map. */
  get grid(): boolean {
    return this.#grid === 'shown'
  }

  /** Whether classes and marked images are named on the map. */
  get names(): boolean {
    return this.#names === 'shown'
  }

  toggleNames(): void {
    this.#names = this.names ? 'hidden' : 'shown'
    this.#keep('names', this.#names)
  }

  /** By how many times saved pictures are larger than the model's. */
  get savedScale(): number {
    return this.#savedScale
  }

  set savedScale(scale: number) {
    this.#savedScale = scale
    this.#keep('saved-scale', String(scale))
  }

  /** How saved pictures are made larger. */
  get savedBy(): WayToEnlarge {
    return this.#savedBy
  }

  set savedBy(way: WayToEnlarge) {
    this.#savedBy = way
    this.#keep('saved-by', way)
  }

  /** Side of a picture in the grid, in pixels at normal size. */
  get gridPx(): number {
    return this.#gridPx
  }

  set gridPx(px: number) {
    this.#gridPx = Math.min(Math.max(px, leastGridPx), mostGridPx)
    this.#keep('grid-px', String(this.#gridPx))
  }

  toggleGrid(): void {
    this.#grid = this.grid ? 'hidden' : 'shown'
    this.#keep('grid', this.#grid)
  }

  toggleTheme(): void {
    this.#chosenTheme = this.theme === 'dark' ? 'light' : 'dark'
    this.#keep('theme', this.#chosenTheme)
  }

  toggleSize(): void {
    this.#size = this.#size === 'normal' ? 'lecture' : 'normal'
    this.#keep('size', this.#size)
  }

  toggleSmooth(): void {
    this.#picture = this.smooth ? 'pixels' : 'smooth'
    this.#keep('picture', this.#picture)
  }

  toggleTerrain(): void {
    this.#terrain = this.terrain ? 'hidden' : 'shown'
    this.#keep('terrain', this.#terrain)
  }

  #keep(name: string, value: string): void {
    localStorage.setItem(prefix + name, value)
    this.#apply()
  }

  #apply(): void {
    document.documentElement.dataset['theme'] = this.theme
    document.documentElement.dataset['size'] = this.#size
  }
}

function remembered<T extends string>(name: string, known: readonly T[]): T | undefined {
  const value = localStorage.getItem(prefix + name)
  return known.find((one) => one === value)
}

/** A Linux system without a theme service says light for want of an answer; there pictures are read best on dark. */
function statesTheme(): boolean {
  return !navigator.userAgent.includes('Linux')
}
