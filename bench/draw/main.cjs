/** An app of one window with the page of the drawing bench, which the environment names. */
const { app, BrowserWindow } = require('electron')

// As the app itself does: Mesa's renderer in software instead of Chromium's.
if (process.platform === 'linux') app.commandLine.appendSwitch('ignore-gpu-blocklist')

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    frame: false,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  })
  void window.loadFile(process.env['SLERP_DRAW_PAGE'])
})
