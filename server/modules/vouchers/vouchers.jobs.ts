import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { Clock } from '../../platform/clock/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { endVouchers } from './end-vouchers.js'
import { VoucherEndsSoon } from './vouchers.events.js'
import type { VoucherRows } from './vouchers.repository.js'

type Deps = Readonly<{
  endVouchers: ReturnType<typeof endVouchers>
  vouchers: VoucherRows
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
}>

const EVERY_MS = 30_000
const BATCH = 200

export function voucherJobs(deps: Deps): readonly Job[] {
  const { vouchers, outbox, inTransaction, clock } = deps
  return [
    defineJob({
      name: 'vouchers.end',
      title: '到期的券退款或失效，收回没人领的赠送',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const seen = await deps.endVouchers(BATCH, isStopping)
        return seen === 0 ? null : `处理了 ${seen} 张券`
      },
    }),
    defineJob({
      name: 'vouchers.remind',
      title: '提醒快到期的券',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const found = await vouchers.toRemind(clock.now(), BATCH)
        for (const { remindAt: _remindAt, ...voucher } of found) {
          if (isStopping()) {
            break
          }
          const { voucherId, orderId, identifierKey, name, validTo, atExpiry } = voucher
          const about = { voucherId, orderId, identifierKey, name, at: clock.now() }
          await inTransaction({ commitIf: 'saved' }, async (tx) => {
            await outbox.append([VoucherEndsSoon({ ...about, validTo, atExpiry })], { tx })
            return vouchers.save(voucher, { tx })
          })
        }
        return found.length === 0 ? null : `提醒了 ${found.length} 张券`
      },
    }),
  ]
}
