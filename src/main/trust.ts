import { BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'

/**
 * The window that sent a message.
 *
 * Only the main frame of one of our own windows may ask anything: a frame inside it, or a page we did not open,
 * gets an error.
 *
 * @throws Error for anyone else
 */
export function trustedWindow({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender)
  if (!window || senderFrame !== sender.mainFrame) throw new Error('untrusted sender')
  return window
}
