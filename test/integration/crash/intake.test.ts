import { crashTest } from '../../support/faults/crash-test.js'
import { contactsReconciled, openApiBatch } from './intake.scenarios.js'

// Guarantee: whatever command fails, loses its reply or is the process's last, what came in a batch or was found by a job
// counts once.

jest.mock('node:timers/promises', () =>
  jest.requireActual<object>('../../support/faults/swift-timers.js'),
)

crashTest('open API batch', openApiBatch)
crashTest('scheduled job', contactsReconciled)
