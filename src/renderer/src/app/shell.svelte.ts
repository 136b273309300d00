/** What the window shows besides the document: its mode, which panel lies open, and what it says to the person. */

export type Mode = 'edit' | 'concepts' | 'train' | 'timeline'
/** Panels that lie over the window; one at a time. */
export type Panel =
  | 'photo'
  | 'import'
  | 'new-dataset'
  | 'new-map'
  | 'export'
  | 'variations'
  | 'breeding'
  | 'saving'
  | 'about'
  | 'palette'
  | ModelPanel
/** Those about one model. */
export type ModelPanel = 'card' | 'rename' | 'remove'

/** One sentence what happened, and what can be done about it. */
export interface Notice {
  text: string
  action?: { label: string; run: () => void }
}

export class Shell {
  mode: Mode = $state('edit')
  panel: Panel | undefined = $state()
  /** The folder that was dropped or chosen for the import panel. */
  folder: string | undefined = $state()
  /** The model that a panel is about. */
  modelId: string | undefined = $state()
  notice: Notice | undefined = $state.raw()
  /** Images are being looked for by what is known of them. */
  isFinding = $state(false)
  /** The newest sentence for screen readers. */
  announcement = $state('')
  /** The attribute that colours the map; empty for none, undefined until one is chosen. */
  colourBy: string | undefined = $state()

  open(panel: Panel): void {
    this.panel = panel
  }

  openFor(panel: ModelPanel, modelId: string): void {
    this.modelId = modelId
    this.panel = panel
  }

  close(): void {
    this.panel = undefined
  }

  importFolder(folder: string): void {
    this.folder = folder
    this.panel = 'import'
  }

  announce(text: string): void {
    this.announcement = text
  }

  say(text: string, action?: Notice['action']): void {
    this.notice = action ? { text, action } : { text }
    this.announcement = text
  }

  dismiss(): void {
    this.notice = undefined
  }
}
