/** An app of one hidden window, as trainers live in: the page is named by the environment. */
const { app, BrowserWindow } = require('electron')

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  })
  void window.loadFile(process.env['SLERP_CASES_PAGE'])
})
