/**
 * `node killed.fixture.cjs DOCUMENT DATASET SEED`: acts on a document without end. Each action that was answered is a
 * line of what is printed: the state that a person then sees.
 */
import { writeSync } from 'node:fs'
import { mulberry32 } from '../../core/random/random'
import { openInProcess } from '../in-process'
import { testPaths } from '../paths.fixture'
import { anyAction } from './actions.fixture'

async function actForever([path = '', datasetId = '', seed = '']: string[]): Promise<never> {
  const { service } = openInProcess(testPaths())
  await service.call('document.open', { path })
  const random = mulberry32(Number(seed))
  for (;;) writeSync(1, `${JSON.stringify(await anyAction(service, datasetId, random))}\n`)
}

void actForever(process.argv.slice(2))
