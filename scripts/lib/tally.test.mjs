import { describe, expect, it } from 'vitest'
import { tallyPlaywright, tallyStage, tallyVitest, total } from './tally.mjs'

describe('a stage', () => {
  it('without tests counts as one', () => {
    expect(tallyStage(true)).toEqual({ passed: 1, failed: 0 })
    expect(tallyStage(false)).toEqual({ passed: 0, failed: 1 })
  })

  it('counts its tests', () => {
    expect(tallyStage(false, { passed: 40, failed: 2 })).toEqual({ passed: 40, failed: 2 })
  })

  it('that failed is never clean, even when its report is', () => {
    expect(tallyStage(false, { passed: 40, failed: 0 })).toEqual({ passed: 40, failed: 1 })
  })
})

describe('reports', () => {
  it('a unit test file that could not be loaded is a failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ]
    expect(tallyVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
      passed: 2,
      failed: 2,
    })
  })

  it('an error outside of e2e tests is a failure', () => {
    const stats = { expected: 5, flaky: 0, unexpected: 1, skipped: 3 }
    expect(tallyPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2 })
  })
})

it('the total adds stages and leaves skipped ones out', () => {
  const skipped = { passed: 0, failed: 0 }
  expect(total([{ passed: 1, failed: 0 }, { passed: 40, failed: 2 }, skipped])).toEqual({
    passed: 41,
    failed: 2,
  })
})
