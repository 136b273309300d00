import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { rememberBounds, savedBounds } from './window-state'

let shown: BrowserWindow | undefined

/** The one window that people see; hidden pages are windows as well. */
export const shownWindow = (): BrowserWindow | undefined => shown

/** Opens the one window, without Node, sandboxed, and unable to go anywhere else. */
export function openWindow(): BrowserWindow {
  const { maximized, ...bounds } = savedBounds()
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    title: 'Slerp',
    backgroundColor: '#0d0e12',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, '../preload/index.js'),
      additionalArguments: [`--slerp-version=${app.getVersion()}`],
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
    },
  })
  shown = window
  window.once('closed', () => (shown = undefined))
  if (maximized) window.maximize()
  rememberBounds(window)
  confine(window)
  comeBack(window)
  const devServer = process.env['ELECTRON_RENDERER_URL']
  void (devServer ? window.loadURL(devServer) : window.loadFile(join(__dirname, '../renderer/index.html')))
  return window
}

/** A page whose process died is loaded again: everything it showed is kept by the service. Once; then it stays. */
function comeBack(window: BrowserWindow): void {
  window.webContents.once('render-process-gone', (_, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload()
  })
}

/** No other page, no new window, no permission: nothing that is shown may reach out. */
export function confine(window: BrowserWindow): void {
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.session.setPermissionRequestHandler((_, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write' || permission === 'fullscreen'),
  )
}
