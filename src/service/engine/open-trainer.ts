import type { ServicePaths } from '../paths'
import type { OpenTrainer } from './trainer'
import { TrainerProcess } from './trainer-process'

/** Opens a trainer where its rung lives: in a hidden page when there are pages, or in a process of plain Node. */
export function trainersOf({ trainer, machine, openPage }: ServicePaths): OpenTrainer {
  return (rung, events) =>
    openPage && (rung === 'webgpu' || rung === 'webgl')
      ? openPage(rung, events)
      : new TrainerProcess(trainer, machine, rung, events)
}
