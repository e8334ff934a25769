import { crashTest } from '../../support/faults/crash-test.js'
import {
  contactAddedWithWelcome,
  logInJoinsCustomers,
  welcomeWithUnknownOutcome,
} from './contacts.scenarios.js'

// Guarantee: whatever command fails, loses its reply or is the process's last, a contact ends as one welcomed customer.

jest.mock('node:timers/promises', () =>
  jest.requireActual<object>('../../support/faults/swift-timers.js'),
)

crashTest('contact added with welcome', contactAddedWithWelcome)
crashTest('log-in joins customers', logInJoinsCustomers)
crashTest('outbox call with unknown outcome', welcomeWithUnknownOutcome)
