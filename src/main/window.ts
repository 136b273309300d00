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
  confine(window, ['clipboard-sanitized-write', 'fullscreen'])
  comeBack(window)
  void loadPage(window, 'index.html')
  return window
}

/** Loads a page of ours: as it was built, or from the development server. */
export function loadPage(window: BrowserWindow, name: string): Promise<void> {
  const devServer = process.env['ELECTRON_RENDERER_URL']
  return devServer
    ? window.loadURL(`${devServer}/${name}`)
    : window.loadFile(join(__dirname, '../renderer', name))
}

/** A page whose process died is loaded again: everything it showed is kept by the service. Once; then it stays. */
function comeBack(window: BrowserWindow): void {
  window.webContents.once('render-process-gone', (_, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload()
  })
}

/** No other page, no new window, no permission but those named: no page may reach out. */
export function confine(window: BrowserWindow, permitted: readonly string[]): void {
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.session.setPermissionRequestHandler((_, permission, answer) =>
    answer(permitted.includes(permission)),
  )
}
