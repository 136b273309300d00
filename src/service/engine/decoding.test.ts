import { expect, it } from 'vitest'
import { choiceFrom } from './decoding'

it('decodes on the graphics card only where that is clearly quicker', () => {
  expect(choiceFrom({ cpuMs: 4, webgpuMs: 2, reason: '' }).on).toBe('webgpu')
  expect(choiceFrom({ cpuMs: 4, webgpuMs: 3.9, reason: '' }).on).toBe('cpu')
  expect(choiceFrom({ cpuMs: 4, webgpuMs: 40, reason: '' }).on).toBe('cpu')
})

it('says why it does not', () => {
  expect(choiceFrom({ cpuMs: 4, webgpuMs: null, reason: 'There is none.' })).toEqual({
    on: 'cpu',
    reason: 'There is none.',
  })
  expect(choiceFrom('The graphics card did not answer.').reason).toBe('The graphics card did not answer.')
})
