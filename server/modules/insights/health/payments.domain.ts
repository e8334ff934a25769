import { yuanText } from '../../../platform/money/index.js'
import {
  ageMs,
  countWords,
  hours,
  minutes,
  severityOf,
  spanWords,
  type Finding,
} from './finding.domain.js'
import type { Now, PaymentReadings } from './readings.domain.js'

/** An order may be paid for 15 minutes; soon after, its payment is closed or paid. */
export const PAYMENT_OPEN_MS = { watch: minutes(30), act: hours(2) } as const

/** Money that has no end yet, or a wrong one. */
export function paymentFindings(
  payments: PaymentReadings,
  { business }: Now,
): readonly (Finding | null)[] {
  const { incidents, incidentsFen, oldestIncidentAt, unfinished, oldestUnfinishedAt } = payments
  const openMs = ageMs(oldestUnfinishedAt, business)
  const severity = severityOf(openMs, PAYMENT_OPEN_MS)
  return [
    incidents === 0
      ? null
      : {
          kind: 'incidents',
          area: 'payments',
          severity: 'act',
          what: `${countWords(incidents)} 笔款项对不上订单，涉及 ${yuanText(incidentsFen)}`,
          since: oldestIncidentAt,
          todo: '对照微信支付商户平台逐笔核实。',
          link: { to: '/incidents', label: '去核实' },
        },
    severity === null
      ? null
      : {
          kind: 'payments-unfinished',
          area: 'payments',
          severity,
          what: `${countWords(unfinished)} 笔付款没有结果，最久的 ${spanWords(openMs)}`,
          since: oldestUnfinishedAt,
          todo:
            severity === 'act'
              ? '看微信支付接口通不通，再到商户平台按单号查有没有收到钱。'
              : '系统会接着向微信支付查询。着急可以现在查一次。',
          link: { to: '/system/jobs', label: '去查一次' },
        },
  ]
}
