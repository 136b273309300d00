import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, ipcMain, type BrowserWindow } from 'electron'
import * as wire from '../protocol/bridge'
import { copyPicture } from './copy-picture'
import { savePictureOnRequest } from './picture'
import { recentDocuments, rememberDocument } from './recent'
import { trustedWindow } from './trust'

/** Answers what a page may ask of the shell. Every answer first checks who asks. */
export function answerShellRequests(): void {
  ipcMain.on(wire.READY, (event) => {
    process.stdout.write('slerp: ready\n')
    savePictureOnRequest(trustedWindow(event))
  })
  ipcMain.handle(wire.STARTUP, (event) => {
    trustedWindow(event)
    return startup()
  })
  ipcMain.handle(wire.CHOOSE, (event, choice: wire.Choice) => choose(trustedWindow(event), choice))
  ipcMain.on(wire.REMEMBER, (event, path: unknown) => {
    trustedWindow(event)
    if (typeof path === 'string' && existsSync(path)) rememberDocument(path)
  })
  ipcMain.handle(wire.COPY_PICTURE, (event, png: unknown) => {
    trustedWindow(event)
    return copyPicture(png)
  })
}

function startup(): wire.Startup {
  const recent = recentDocuments()
  return {
    documentPath: documentFromCommandLine() ?? recent[0] ?? null,
    demoPath: join(app.getPath('userData'), 'Demo', 'Faces.slerp'),
    recent,
  }
}

/** The first argument that is not a switch; when run as `electron .` the app's own folder comes before it. */
function documentFromCommandLine(): string | undefined {
  const named = process.argv.slice(1).filter((argument) => !argument.startsWith('-'))
  const document = named[process.defaultApp ? 1 : 0]
  return document !== undefined && existsSync(document) ? document : undefined
}

async function choose(window: BrowserWindow, choice: wire.Choice): Promise<string | null> {
  if (choice.kind !== 'document' && choice.kind !== 'folder' && choice.kind !== 'photo')
    return save(window, choice)
  const { filePaths } = await dialog.showOpenDialog(window, openDialogs[choice.kind])
  return filePaths[0] ?? null
}

const openDialogs: Record<'document' | 'folder' | 'photo', Electron.OpenDialogOptions> = {
  document: { title: 'Open a document', properties: ['openDirectory'] },
  folder: { title: 'Choose a folder of pictures', properties: ['openDirectory'] },
  photo: {
    title: 'Open a photo',
    properties: ['openFile'],
    filters: [{ name: 'Pictures', extensions: ['png', 'jpg', 'jpeg', 'webp'] }],
  },
}

type Saving = Exclude<wire.Choice, { kind: 'document' | 'folder' | 'photo' }>

const saveDialogs: Record<Saving['kind'], Electron.SaveDialogOptions> = {
  'new-document': { title: 'Make a new document', defaultPath: 'Untitled.slerp' },
  'picture-path': { title: 'Save the picture', filters: [{ name: 'PNG picture', extensions: ['png'] }] },
  'export-path': { title: 'Export the timeline' },
  'table-path': { title: 'Save the numbers', filters: [{ name: 'CSV table', extensions: ['csv'] }] },
}

const exportFilters: Partial<Record<string, Electron.FileFilter[]>> = {
  webm: [{ name: 'WebM video', extensions: ['webm'] }],
  mp4: [{ name: 'MP4 video', extensions: ['mp4'] }],
  gif: [{ name: 'GIF', extensions: ['gif'] }],
  apng: [{ name: 'Animated PNG', extensions: ['png', 'apng'] }],
}

async function save(window: BrowserWindow, choice: Saving): Promise<string | null> {
  const named = 'name' in choice && { defaultPath: choice.name }
  const filters = choice.kind === 'export-path' && { filters: exportFilters[choice.format] ?? [] }
  const options = { ...saveDialogs[choice.kind], ...named, ...filters }
  const { filePath } = await dialog.showSaveDialog(window, options)
  return filePath || null
}
