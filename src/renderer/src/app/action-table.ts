import { savePicture, copyPicture } from './pictures'
import type { Action } from './actions'
import { lookActions } from './edit-actions'
import { markActions } from './mark-actions'
import { breedingActions } from './breeding-actions'
import { photoActions } from './photo-actions'
import { timelineActions } from './timeline-actions'
import type { Session } from './session.svelte'
import { canHaveTerrain } from './terrain-scene'

/** All actions there are. The menu bar names the same ones. */
export function actionsOf(session: Session): readonly Action[] {
  return [
    ...documentActions(session),
    ...editActions(session),
    ...lookActions(session),
    ...markActions(session),
    ...timelineActions(session),
    ...breedingActions(session),
    ...photoActions(session),
    ...viewActions(session),
  ]
}

const always = (): boolean => true

function documentActions(session: Session): Action[] {
  const isWritable = (): boolean => session.isWritable
  return [
    action('new', 'New document…', ['Ctrl+N'], always, () => void session.createDocument()),
    action('open', 'Open a document…', ['Ctrl+O'], always, () => void session.chooseDocument()),
    action('open-demo', 'Open the demo', [], always, () => void session.openDemo()),
    action('import', 'Import pictures…', ['Ctrl+I'], isWritable, () => void session.choosePictures()),
  ]
}

function editActions(session: Session): Action[] {
  const { shell } = session
  const hasPicture = (): boolean => session.open?.editor.edited !== undefined
  const hasModel = (): boolean => session.open?.workspace.latent !== undefined
  const canUndo = (): boolean => session.open?.editor.canUndo ?? false
  const canRedo = (): boolean => session.open?.editor.canRedo ?? false
  return [
    action('save-picture', 'Save picture…', ['Ctrl+S'], hasPicture, () => void savePicture(session)),
    action('save-picture-as', 'Save picture larger or smaller…', ['Ctrl+Shift+S'], hasPicture, () =>
      shell.open('saving'),
    ),
    {
      ...action('copy-picture', 'Copy picture', ['Ctrl+C'], hasPicture, () => void copyPicture(session)),
      yieldsToText: true,
    },
    {
      ...action('undo', 'Undo', ['Ctrl+Z'], canUndo, () => void session.open?.editor.undo()),
      yieldsToText: true,
    },
    {
      ...action('redo', 'Redo', ['Ctrl+Shift+Z', 'Ctrl+Y'], canRedo, () => void session.open?.editor.redo()),
      yieldsToText: true,
    },
    action('history', 'All states of the edits', ['Ctrl+H'], always, () => session.open?.tree.toggle()),
    action('edit', 'Edit', ['Ctrl+1'], always, () => (shell.mode = 'edit')),
    action('concepts', 'Concepts', ['Ctrl+3'], hasModel, () => (shell.mode = 'concepts')),
    action('train', 'Train', ['Ctrl+2'], always, () => (shell.mode = 'train')),
  ]
}

function viewActions(session: Session): Action[] {
  const { shell, settings } = session
  return [
    {
      ...action(
        'map-dimensions',
        'Map in two or three dimensions',
        ['3'],
        () => canOpenMap(session),
        () => switchDimensions(session),
      ),
      yieldsToText: true,
    },
    {
      ...action(
        'map-beside',
        'Another map beside',
        ['B'],
        () => session.open?.workspace.latent !== undefined,
        () => session.open?.beside.toggle(),
      ),
      yieldsToText: true,
    },
    {
      ...action(
        'grid',
        'Grid of the images on or off',
        ['G'],
        () => session.open?.workspace.latent !== undefined,
        () => settings.toggleGrid(),
      ),
      yieldsToText: true,
    },
    {
      ...action(
        'names',
        'Names on the map on or off',
        ['M'],
        () => session.open?.workspace.latent !== undefined,
        () => settings.toggleNames(),
      ),
      yieldsToText: true,
    },
    onCodes(session, 'show-nearest', 'Nearest in latent space, on or off', 'N', () =>
      settings.showNearest(!settings.showsNearest),
    ),
    onCodes(session, 'drag-picture', 'Drag points of the picture, on or off', 'D', () =>
      session.open?.pictureDrag.toggle(),
    ),
    onCodes(session, 'show-posterior', 'Posterior on the map, on or off', 'V', () =>
      settings.showPosterior(!settings.showsPosterior),
    ),
    {
      ...action(
        'terrain',
        'Terrain behind the map on or off',
        ['T'],
        () => canHaveTerrain(session),
        () => settings.toggleTerrain(),
      ),
      yieldsToText: true,
    },
    action('palette', 'All commands…', ['Ctrl+K'], always, () => shell.open('palette')),
    action('toggle-theme', 'Switch between dark and light', [], always, () => settings.toggleTheme()),
    action('lecture-size', 'Lecture size on or off', [], always, () => settings.toggleSize()),
    action('about', 'About Slerp', [], always, () => shell.open('about')),
  ]
}

/** About the selected image's code; with a key that is a letter, which belongs to whoever writes. */
function onCodes(session: Session, id: Action['id'], label: string, key: string, run: () => void): Action {
  const hasCode = (): boolean => session.open?.editor.z !== undefined && !session.open.timeMachine.isOpen
  return { ...action(id, label, [key], hasCode, run), yieldsToText: true }
}

/** A latent space of two dimensions has no third. */
function canOpenMap({ open }: Session): boolean {
  if (!open || open.timeMachine.isOpen || open.maps.making) return false
  return (open.workspace.latent?.latentSize ?? 0) > 2
}

function switchDimensions({ open }: Session): void {
  const dimensions = open?.workspace.latent?.map.record.dimensions
  void open?.maps.showIn(dimensions === 3 ? 2 : 3)
}

function action(
  id: Action['id'],
  label: string,
  shortcuts: readonly string[],
  isEnabled: () => boolean,
  run: () => void,
): Action {
  return { id, label, shortcuts, isEnabled, run }
}
