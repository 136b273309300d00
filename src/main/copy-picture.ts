import * as electron from 'electron'

/** Largest PNG taken for the clipboard, in bytes. */
const mostBytes = 64 * 1024 * 1024

/** Electron before its clipboard became the web's: images were written by `writeImage`. */
interface OldClipboard {
  writeImage(image: electron.NativeImage): void
}

/** @throws Error when it is not the bytes of a picture */
export async function copyPicture(png: unknown): Promise<void> {
  if (!(png instanceof Uint8Array) || png.byteLength > mostBytes) throw new Error('not a picture')
  const { clipboard, ClipboardItem, nativeImage } = electron
  const bytes = Buffer.from(png)
  if (!(ClipboardItem as typeof ClipboardItem | undefined)) {
    const old = clipboard as unknown as OldClipboard
    return old.writeImage(nativeImage.createFromBuffer(bytes))
  }
  await clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
}
