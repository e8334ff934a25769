import { crashTest } from '../../support/faults/crash-test.js'
import { changedRulesApplied, membersImported, personErased } from './everybody.scenarios.js'

// Guarantee: whatever command fails, loses its reply or is the process's last, a job over people ends where it would have
// ended: each is judged, imported or erased once.

jest.mock('node:timers/promises', () =>
  jest.requireActual<object>('../../support/faults/swift-timers.js'),
)

crashTest('changed rules applied', changedRulesApplied)
crashTest('members imported', membersImported)
crashTest('person erased', personErased)
