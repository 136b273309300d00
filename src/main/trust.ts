import { BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { shownWindow } from './window'

/**
 * The window that sent a message.
 *
 * Only the main frame of the window that people see may ask anything: a frame inside it, a hidden page, or a page we did
 * not open gets an error.
 *
 * @throws Error for anyone else
 */
export function trustedWindow({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender)
  if (!window || window !== shownWindow() || senderFrame !== sender.mainFrame)
    throw new Error('untrusted sender')
  return window
}
