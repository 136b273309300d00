import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import { MENU, type MenuAction } from '../protocol/bridge'

/**
 * The menu bar. Every item tells the page, which knows what can be done now; the page also handles the keys, so the
 * accelerators here are only shown.
 */
export function setMenu(): void {
  const file: MenuItemConstructorOptions[] = [
    item('New document…', 'new', 'CmdOrCtrl+N'),
    item('Open…', 'open', 'CmdOrCtrl+O'),
    item('Open the demo', 'open-demo'),
    { type: 'separator' },
    item('Import a folder of pictures…', 'import', 'CmdOrCtrl+I'),
    item('Open a photo…', 'open-photo', 'CmdOrCtrl+Shift+O'),
    item('Random picture', 'random-picture'),
    item('Save picture…', 'save-picture', 'CmdOrCtrl+S'),
    item('Save picture larger or smaller…', 'save-picture-as', 'CmdOrCtrl+Shift+S'),
    item('Export the timeline…', 'export-timeline', 'CmdOrCtrl+E'),
    { type: 'separator' },
    { role: 'quit' },
  ]
  const edit: MenuItemConstructorOptions[] = [
    item('Undo', 'undo', 'CmdOrCtrl+Z'),
    item('Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
    item('All states of the edits', 'history', 'CmdOrCtrl+H'),
    item('Edit stack', 'stack', 'E'),
    item('Compare the edit', 'compare', 'C'),
    item('A/B: flip between original and edit', 'flip', 'A'),
    { type: 'separator' },
    item('Copy picture', 'copy-picture', 'CmdOrCtrl+C'),
    { type: 'separator' },
    item('Add the edit to the timeline', 'add-keyframe', 'K'),
    { type: 'separator' },
    item('Find images…', 'find', 'CmdOrCtrl+F'),
    item('Select all', 'select-all', 'CmdOrCtrl+A'),
    item('Invert the selection', 'invert-selection', 'Shift+I'),
  ]
  const view: MenuItemConstructorOptions[] = [
    item('Edit', 'edit', 'CmdOrCtrl+1'),
    item('Train', 'train', 'CmdOrCtrl+2'),
    item('Concepts', 'concepts', 'CmdOrCtrl+3'),
    item('Timeline', 'timeline', 'CmdOrCtrl+4'),
    item('Grid of variations…', 'variations', 'Shift+G'),
    item('Breed pictures…', 'breeding', 'Shift+B'),
    { type: 'separator' },
    item('Map in two or three dimensions', 'map-dimensions'),
    item('Another map beside', 'map-beside'),
    item('Grid of the images', 'grid', 'G'),
    item('Names on the map', 'names', 'M'),
    item('Drag points of the picture', 'drag-picture', 'D'),
    item('Nearest in latent space', 'show-nearest', 'N'),
    item('Posterior on the map', 'show-posterior', 'V'),
    item('Hide selected', 'hide-selected', 'H'),
    item('Show only selected', 'show-only-selected', 'I'),
    item('Show all', 'show-all', 'Shift+H'),
    { type: 'separator' },
    item('Terrain behind the map', 'terrain', 'T'),
    item('All commands…', 'palette', 'CmdOrCtrl+K'),
    item('Dark or light', 'toggle-theme'),
    item('Lecture size', 'lecture-size'),
    { type: 'separator' },
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ]
  const help: MenuItemConstructorOptions[] = [item('About Slerp', 'about')]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      { label: 'File', submenu: file },
      { label: 'Edit', submenu: edit },
      { label: 'View', submenu: view },
      { label: 'Help', submenu: help },
    ]),
  )
}

function item(label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions {
  return {
    label,
    ...(accelerator && { accelerator, registerAccelerator: false }),
    click: () => BrowserWindow.getFocusedWindow()?.webContents.send(MENU, action),
  }
}
