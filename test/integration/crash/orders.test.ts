import { crashTest } from '../../support/faults/crash-test.js'
import { cancelledWhilePaying, orderCreated, orderExpired, orderPaid } from './orders.scenarios.js'
import { voucherOrderPaid, voucherRedeemed } from './vouchers.scenarios.js'

// Guarantee: whatever command fails, loses its reply or is the process's last, an order, its stock and
// its vouchers end as if nothing had.

jest.mock('node:timers/promises', () =>
  jest.requireActual<object>('../../support/faults/swift-timers.js'),
)

crashTest('order created', orderCreated)
crashTest('order paid', orderPaid)
crashTest('order expired', orderExpired)
crashTest('cancelled while paying', cancelledWhilePaying)
crashTest('voucher order paid', voucherOrderPaid)
crashTest('voucher redeemed', voucherRedeemed)
