import { writeFileSync } from 'node:fs'
import type { BrowserWindow } from 'electron'

/** Thumbnails arrive over the first moments; a picture taken at once would show a map without faces. */
const settleMs = 2_500

/** Saves what the window shows to the path in SLERP_SCREENSHOT, for machines without a display. */
export function savePictureOnRequest(window: BrowserWindow): void {
  const path = process.env['SLERP_SCREENSHOT']
  if (!path) return
  setTimeout(() => {
    void window.webContents.capturePage().then((picture) => {
      writeFileSync(path, picture.toPNG())
      process.stdout.write(`slerp: picture ${path}\n`)
    })
  }, settleMs)
}
