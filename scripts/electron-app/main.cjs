/**
 * The start-up of an Electron whose own `default_app` is missing: `electron FOLDER ...` runs the app in FOLDER.
 * It does what Electron's default app does, no more. It runs inside Electron, as `resources/app`.
 */
const { existsSync } = require('node:fs')
const { Module } = require('node:module')
const { dirname, join, resolve } = require('node:path')
const { app } = require('electron')

/** Splits the command line as Electron does: modules to load first (`-r`), then the first word is the app. */
function readArguments(words) {
  const modules = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (word === '-r' || word === '--require') modules.push(words[++index])
    else if (!word.startsWith('-')) return { modules, folder: resolve(word) }
  }
  return { modules, folder: undefined }
}

/** Gives the app its own name, version and folders instead of this start-up's. */
function takeIdentity(folder) {
  const path = join(folder, 'package.json')
  if (!existsSync(path)) return app.setAppPath(dirname(folder))
  const { productName, name, version } = require(path)
  if (version) app.setVersion(version)
  if (productName ?? name) app.setName(productName ?? name)
  app.setAppPath(folder)
  if (!app.commandLine.hasSwitch('user-data-dir'))
    app.setPath('userData', join(app.getPath('appData'), app.getName()))
}

const { modules, folder } = readArguments(process.argv.slice(1))
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
for (const path of modules) require(resolve(path))

if (folder === undefined) {
  console.error('Electron: no app to run. Usage: electron FOLDER')
  app.exit(1)
} else {
  takeIdentity(folder)
  Module._load(folder, module, true)
}
