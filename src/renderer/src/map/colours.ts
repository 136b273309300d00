/** Reads the host's design tokens as numbers that a shader takes. */

/** sRGB and alpha, each in [0, 1]. */
export type Rgba = readonly [number, number, number, number]

export interface MapColours {
  surface: Rgba
  ink: Rgba
  inkMuted: Rgba
  accent: Rgba
}

const fallbacks = {
  dark: { surface: '#0e1014', ink: '#f1f2f4', inkMuted: '#9aa0aa', accent: '#e8934a' },
  light: { surface: '#f6f7f9', ink: '#16181d', inkMuted: '#5d6470', accent: '#b85f14' },
} as const

export function readColours(host: HTMLElement, theme: 'dark' | 'light'): MapColours {
  const style = getComputedStyle(host)
  const read = (token: string, fallback: string) =>
    rgbaFromCss(style.getPropertyValue(token).trim() || fallback)
  const fallback = fallbacks[theme]
  return {
    surface: read('--surface-0', fallback.surface),
    ink: read('--ink-1', fallback.ink),
    inkMuted: read('--ink-2', fallback.inkMuted),
    accent: read('--accent', fallback.accent),
  }
}

/** Any colour that CSS knows, oklch included: the browser itself converts it by painting one pixel. */
function rgbaFromCss(colour: string): Rgba {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (!context) return [0, 0, 0, 1]
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0, a = 255] = context.getImageData(0, 0, 1, 1).data
  return [r / 255, g / 255, b / 255, a / 255]
}

export function withAlpha(colour: Rgba, alpha: number): Rgba {
  return [colour[0], colour[1], colour[2], alpha]
}
