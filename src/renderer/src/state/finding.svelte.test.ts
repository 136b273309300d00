import { expect, test } from 'vitest'
import type { Attribute } from '../../../core/records/attribute'
import { opened } from './editor.fixture'
import { Finding } from './finding.svelte'

const smile: Attribute = { name: 'smile', kind: 'binary', values: Float32Array.of(1, 0, 1, 1) }

async function finder() {
  const { workspace, editor } = await opened({ 'dataset.attributes': () => [smile] })
  await expect.poll(() => workspace.attributes.length).toBe(1)
  return { finding: new Finding(workspace), selection: workspace.selection, editor }
}

test('what is found is marked while one types, and kept only when asked', async () => {
  const { finding, selection, editor } = await finder()
  finding.type('smile')
  expect([[...selection.indices], finding.answer]).toEqual([[0, 2, 3], '3 found'])
  finding.giveUp()
  expect([selection.count, editor.canUndo]).toEqual([0, false])
  finding.type('not smile')
  expect(finding.keep()).toBe(true)
  expect([...selection.indices]).toEqual([1])
  await expect.poll(() => editor.canUndo).toBe(true)
})

test('what is hidden is not marked but told, and what is not understood marks nothing', async () => {
  const { finding, selection } = await finder()
  selection.replace([2])
  selection.hideMarked()
  finding.type('smile')
  expect([[...selection.indices], finding.answer]).toEqual([[0, 3], '2 found, 1 more hidden'])
  finding.type('smi')
  expect([selection.count, finding.answer, finding.keep()]).toEqual([0, 'Press Tab for “smile”.', false])
  finding.complete('smile')
  expect([finding.text, selection.count]).toEqual(['smile ', 2])
  expect(finding.showOnly()).toBe(true)
  expect([...selection.hidden!]).toEqual([0, 1, 1, 0])
  finding.type('x')
  expect(finding.answer).toBe('Nothing is called “x”; known are: smile.')
})
