import type { Action } from './actions'
import type { Session } from './session.svelte'

/** What is done with pictures between pictures. */
export function breedingActions(session: Session): Action[] {
  return [
    {
      id: 'breeding',
      label: 'Breed pictures…',
      shortcuts: ['Shift+B'],
      yieldsToText: true,
      isEnabled: () => session.open?.workspace.latent !== undefined,
      run: () => {
        session.open?.breeding.begin()
        session.shell.open('breeding')
      },
    },
  ]
}

export async function keepBred({ open, shell }: Session): Promise<void> {
  if (!(await open?.breeding.keep())) return
  shell.close()
  shell.say('The new picture is selected. It lies beside the data, and is edited like any other.')
}
