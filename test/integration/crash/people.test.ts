import { crashTest } from '../../support/faults/crash-test.js'
import { lateConflictSplits, wrongMergeUndone } from './people.scenarios.js'

// Guarantee: whatever command fails, loses its reply or is the process's last, people are parted once and no order is lost.

jest.mock('node:timers/promises', () =>
  jest.requireActual<object>('../../support/faults/swift-timers.js'),
)

crashTest('late conflict splits a customer', lateConflictSplits)
crashTest('wrong merge undone by an operator', wrongMergeUndone)
