/** Counting the results of `npm test`: unit and e2e tests one by one, every other stage as one. */

/** What vitest's JSON report counts; a file that could not be loaded counts as one failed test. */
export function tallyVitest({ numPassedTests, numFailedTests, testResults }) {
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

/** What Playwright's JSON report counts; errors outside of tests count as well. */
export function tallyPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
}

/**
 * A stage's count. `report` is what its reporter counted, if it has one. A stage whose program failed never
 * counts as passed, whatever its report says; nor does one whose report is missing.
 */
export function tallyStage(succeeded, report) {
  if (!succeeded) return { passed: report?.passed ?? 0, failed: Math.max(report?.failed ?? 0, 1) }
  return report ?? { passed: 1, failed: 0 }
}

/** The sum of all stages. */
export function total(results) {
  const sum = (key) => results.reduce((count, result) => count + result[key], 0)
  return { passed: sum('passed'), failed: sum('failed') }
}
