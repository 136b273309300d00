import type { Crop } from '../../../../core/records/guest'

/** What is held of a crop: all of it, a corner, or the handle that turns it. */
export type Grip = 'move' | 'size' | 'turn'

interface Place {
  x: number
  y: number
}

/** The crop when what was taken at one place of the photo is brought to another. */
export function dragged(crop: Crop, grip: Grip, from: Place, to: Place): Crop {
  if (grip === 'move') return { ...crop, x: crop.x + to.x - from.x, y: crop.y + to.y - from.y }
  const [before, after] = [from, to].map(({ x, y }) => ({ x: x - crop.x, y: y - crop.y }))
  if (grip === 'size') {
    const away = Math.hypot(before!.x, before!.y)
    return away > 0 ? { ...crop, size: (crop.size * Math.hypot(after!.x, after!.y)) / away } : crop
  }
  const turned = Math.atan2(after!.y, after!.x) - Math.atan2(before!.y, before!.x)
  return { ...crop, angle: crop.angle + turned }
}

const [sizeStep, turnStep] = [1.05, Math.PI / 90]

/** The crop after a key; undefined for one that means nothing here. */
export function keyed(crop: Crop, key: string, isLarge: boolean): Crop | undefined {
  const step = crop.size * (isLarge ? 0.1 : 0.01)
  switch (key) {
    case 'ArrowLeft':
      return { ...crop, x: crop.x - step }
    case 'ArrowRight':
      return { ...crop, x: crop.x + step }
    case 'ArrowUp':
      return { ...crop, y: crop.y - step }
    case 'ArrowDown':
      return { ...crop, y: crop.y + step }
    case '+':
    case '=':
      return { ...crop, size: crop.size / sizeStep }
    case '-':
      return { ...crop, size: crop.size * sizeStep }
    case '[':
      return { ...crop, angle: crop.angle - turnStep }
    case ']':
      return { ...crop, angle: crop.angle + turnStep }
    default:
      return undefined
  }
}

/** After turning a wheel: away from the hand comes nearer. */
export const zoomed = (crop: Crop, deltaY: number): Crop => ({
  ...crop,
  size: crop.size * Math.exp(Math.max(-100, Math.min(100, deltaY)) / 600),
})
