import { crashTest } from '../../support/faults/crash-test.js'
import { reconciled } from './bills.scenarios.js'
import { orderRefunded, paidLateGivenBack, paidLateRevived } from './refunds.scenarios.js'

// Guarantee: whatever command or call fails, loses its reply or is the process's last, money that goes back goes back
// once, and money that comes late either revives its order or goes back, never both; a day's bill is compared once.

jest.mock('node:timers/promises', () =>
  jest.requireActual<object>('../../support/faults/swift-timers.js'),
)

crashTest('order refunded', orderRefunded)
crashTest('paid late, revived', paidLateRevived)
crashTest('paid late, given back', paidLateGivenBack)
crashTest('day reconciled', reconciled)
