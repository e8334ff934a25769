import type { Clock } from '../../platform/clock/index.js'
import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { reportShipment } from './report-shipment.js'
import type { Shipments } from './shipping.repository.js'

type Deps = Readonly<{
  shipments: Pick<Shipments, 'due'>
  report: ReturnType<typeof reportShipment>
  clock: Clock
}>

const EVERY_MS = 5_000
const BATCH = 50

/** Tells WeChat what has reached the customers; one report that fails stops no other. */
export function shippingJobs({ shipments, report, clock }: Deps): readonly Job[] {
  return [
    defineJob({
      name: 'shipping.report',
      title: '向微信上报发货',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const due = await shipments.due(clock.now(), BATCH)
        let worked = 0
        for (const shipment of due) {
          if (isStopping()) {
            break
          }
          worked += (await report(shipment)) ? 1 : 0
        }
        return worked === 0 ? null : `处理了 ${worked} 笔发货`
      },
    }),
  ]
}
