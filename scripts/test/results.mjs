/**
 * Adds up the results of all jest runs. What did not run counts as failed: a run without a result, a run without tests,
 * a file that could not be loaded, a run over files that were not its own.
 */
export function addUp(outcomes) {
  const sum = { passed: 0, failed: 0, skipped: 0, problems: [] }
  for (const { name, paths, how, result } of outcomes) {
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
    const foreign = result.testResults.find((file) => !paths.some((own) => file.name.includes(own)))
    if (foreign !== undefined) {
      sum.failed += 1
      sum.problems.push(`${name}: ran ${foreign.name}, which is not its own`)
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
