import type { RungName } from '../../core/records/engine'
import type { TrialInput } from '../../engine/training'
import { ServiceError } from '../../protocol/errors'
import type { FromTrainer } from '../../trainer/messages'
import type { OpenTrainer, Trainer } from '../engine/trainer'

type Tried = Extract<FromTrainer, { kind: 'tried' }>

interface Trying {
  wanted: AbortSignal
  report: (label: string, done?: number, total?: number) => void
}

export const givenUp = (): ServiceError => new ServiceError('cancelled', 'The estimate was given up.')

/** Tries a run in a trainer of its own, which is ended whatever comes of it. @throws ServiceError */
export async function tryOut(
  open: OpenTrainer,
  rung: RungName,
  input: TrialInput,
  { wanted, report }: Trying,
): Promise<Tried> {
  report('Building the networks')
  let trainer: Trainer | undefined
  let giveUp = (): void => {}
  const tried = new Promise<Tried>((resolve, reject) => {
    const fail = (message: string): void => reject(new ServiceError('invalid-request', message))
    giveUp = () => reject(givenUp())
    wanted.addEventListener('abort', giveUp)
    trainer = open(rung, {
      onMessage: (message) => {
        if (message.kind === 'trying') report('Measuring a step', message.done, message.total)
        if (message.kind === 'tried') resolve(message)
        if (message.kind === 'failed') fail(message.message)
      },
      onExit: (reason) => fail(`The process that measures stopped: ${reason}.`),
    })
    trainer.tell({ kind: 'try', rung, input })
  })
  return tried.finally(() => {
    wanted.removeEventListener('abort', giveUp)
    trainer?.kill()
  })
}
