import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { readSaved, writeSaved } from './saved-json'

const fileName = 'window.json'
const usual = { width: 1280, height: 800 }

interface WindowState extends Partial<Rectangle> {
  maximized?: boolean
}

/** Where the window was last time, if that place is still on a screen; else the usual size, centred. */
export function savedBounds(): WindowState {
  const saved = readSaved(fileName)
  if (!isBounds(saved)) return usual
  const visible = screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, saved))
  return visible ? saved : { ...usual, maximized: saved.maximized ?? false }
}

function isBounds(value: unknown): value is Rectangle & { maximized?: boolean } {
  const numbers = ['x', 'y', 'width', 'height'].map((key) => (value as Record<string, unknown> | null)?.[key])
  return numbers.every((number) => Number.isSafeInteger(number))
}

function overlaps(area: Rectangle, window: Rectangle): boolean {
  const across = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x)
  const down = Math.min(area.y + area.height, window.y + window.height) - Math.max(area.y, window.y)
  return across > 100 && down > 100
}

/** Keeps the window's place for the next start. */
export function rememberBounds(window: BrowserWindow): void {
  window.on('close', () =>
    writeSaved(fileName, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  )
}
