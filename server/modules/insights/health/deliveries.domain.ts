import {
  ageMs,
  countWords,
  minutes,
  seconds,
  severityOf,
  spanWords,
  type Finding,
} from './finding.domain.js'
import type { DeliveryReadings, Now, WelcomeReadings } from './readings.domain.js'

/** A delivery that a platform does not take is tried again with pauses of up to ten minutes. */
export const DELIVERY_LATE_MS = { watch: minutes(2), act: minutes(30) } as const
/** 99 of 100 welcome messages are out by then (architecture.md 2); a code lives 20 s. */
export const WELCOME_P99_MS = { watch: seconds(3), act: seconds(10) } as const
/** With fewer, the slowest one alone would be the 99th percentile. */
export const WELCOME_SAMPLE = 20
/** One that was missed is worth a look; of so many contacts, a share of so much is trouble. */
export const WELCOME_MISSED = { share: 0.05, count: 5 } as const

const DELIVERIES = '/system/events?view=deliveries'
const CONTACTS = { to: '/system/events?type=contact.added', label: '看加好友的事件' } as const

/** What is wrong with what follows from events. */
export function deliveryFindings(
  deliveries: DeliveryReadings,
  { real }: Now,
): readonly (Finding | null)[] {
  const { dead, oldestDeadAt, pending, oldestPendingAt } = deliveries
  const waitedMs = ageMs(oldestPendingAt, real)
  const severity = severityOf(waitedMs, DELIVERY_LATE_MS)
  return [
    dead === 0
      ? null
      : {
          kind: 'deliveries-dead',
          area: 'deliveries',
          severity: 'act',
          what: `${countWords(dead)} 件要接着做的事没做成，已停止自动重试`,
          since: oldestDeadAt,
          todo: '看原因，修好后再试一次。',
          link: { to: DELIVERIES, label: '去再试' },
        },
    severity === null
      ? null
      : {
          kind: 'deliveries-late',
          area: 'deliveries',
          severity,
          what: `${countWords(pending)} 件要接着做的事在排队，最早的等了 ${spanWords(waitedMs)}`,
          since: oldestPendingAt,
          todo:
            severity === 'act'
              ? '先看平台接口通不通，再看处理事件的进程在不在。'
              : '多半在自动重试，过几分钟再看。',
          link: null,
        },
  ]
}

/** New contacts that were greeted late or not at all. */
export function welcomeFindings(welcome: WelcomeReadings): readonly (Finding | null)[] {
  return [missed(welcome), slow(welcome)]
}

function missed({ sent, expired, failed, firstMissedAt }: WelcomeReadings): Finding | null {
  const count = expired + failed
  if (count === 0) {
    return null
  }
  const isMany = count >= WELCOME_MISSED.count && count / (sent + count) >= WELCOME_MISSED.share
  const why = [
    expired === 0 ? [] : [`过了 20 秒没发 ${countWords(expired)}`],
    failed === 0 ? [] : [`企微没接受 ${countWords(failed)}`],
  ].flat()
  return {
    kind: 'welcome-missed',
    area: 'welcome',
    severity: isMany ? 'act' : 'watch',
    what: `近 24 小时 ${countWords(count)} 位新好友没收到欢迎语：${why.join('，')}`,
    since: firstMissedAt,
    todo: '请导购补一句问候。再看那时事件有没有排队、企微接口有没有变慢。',
    link: CONTACTS,
  }
}

function slow({ sent, p99Ms }: WelcomeReadings): Finding | null {
  const severity = sent < WELCOME_SAMPLE ? null : severityOf(p99Ms ?? 0, WELCOME_P99_MS)
  return severity === null
    ? null
    : {
        kind: 'welcome-slow',
        area: 'welcome',
        severity,
        what: `欢迎语偏慢：100 条里最慢的一条用了 ${spanWords(p99Ms ?? 0)}，应在 3 秒内`,
        since: null,
        todo: '看事件有没有排队、企微接口用时。过了 20 秒就发不出去了。',
        link: CONTACTS,
      }
}
