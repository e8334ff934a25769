/**
 * Adds up the results of all jest runs. What did not run counts as failed: a run without a result, a run without tests,
 * a file that could not be loaded.
 */
export function addUp(outcomes) {
  const sum = { passed: 0, failed: 0, skipped: 0, problems: [] }
  for (const { name, how, result } of outcomes) {
    if (result === null) {
      sum.failed += 1
      sum.problems.push(`${name}: jest gave no result (${how})`)
      continue
    }
    sum.passed += result.numPassedTests
    sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites
    sum.skipped += result.numPendingTests + result.numTodoTests
    if (result.numTotalTests === 0) {
      sum.failed += 1
      sum.problems.push(`${name}: no test ran`)
    }
    if (result.wasInterrupted) {
      sum.failed += 1
      sum.problems.push(`${name}: was interrupted`)
    }
  }
  return sum
}

export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`
