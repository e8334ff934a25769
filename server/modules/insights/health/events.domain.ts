import { businessMsBetween } from './business-hours.domain.js'
import {
  ageMs,
  countWords,
  days,
  hours,
  minutes,
  seconds,
  severityOf,
  spanWords,
  type Finding,
} from './finding.domain.js'
import type { EventReadings, Now } from './readings.domain.js'

/** An event is worked within a second or two; one that is tried again may take minutes. */
export const EVENT_LATE_MS = { watch: seconds(60), act: minutes(10) } as const
/** Share of the backlog at which callbacks are refused. */
export const BACKLOG_SHARE = { watch: 0.5, act: 0.9 } as const
/** Every start and every refusal opens a gap, and a comparison with WeChat closes it within minutes. */
export const GAP_OPEN_MS = minutes(15)
/** Business hours without a callback of WeCom. */
export const SILENCE_MS = hours(4)
/** After this an event that waits for another one is listed (contract.md 4). */
export const WAITING_LONG_DAYS = 30
/** Contents of done events go after so long; a nightly job is given one more day. */
export const CONTENT_KEPT_DAYS = 90

const EVENTS = '/system/events'

/** What is wrong with what comes in. */
export function eventFindings(events: EventReadings, { real }: Now): readonly (Finding | null)[] {
  return [
    dead(events),
    stuck(events),
    lapsed(events),
    backlog(events),
    late(events, real),
    gap(events, real),
    waitingLong(events),
    silence(events, real),
    content(events, real),
  ]
}

function dead({ dead: count, oldestDeadAt: since }: EventReadings): Finding | null {
  return count === 0
    ? null
    : {
        kind: 'events-dead',
        area: 'events',
        severity: 'act',
        what: `${countWords(count)} 条事件没处理成，已停止自动重试`,
        since,
        todo: '看原因，修好后重放。做过的事不会做第二遍。',
        link: { to: `${EVENTS}?state=dead`, label: '去重放' },
      }
}

function stuck({ stuckLeases: count }: EventReadings): Finding | null {
  return count === 0
    ? null
    : {
        kind: 'events-stuck',
        area: 'events',
        severity: 'act',
        what: `${countWords(count)} 条事件被没有回应的进程占着`,
        since: null,
        todo: '处理事件的进程可能都停了。启动一个，它会把这些事件放回去接着做。',
        link: { to: `${EVENTS}?state=leased`, label: '看是哪些' },
      }
}

function lapsed({ lapsedRepeatedly: count }: EventReadings): Finding | null {
  return count === 0
    ? null
    : {
        kind: 'events-lapsed',
        area: 'events',
        severity: 'watch',
        what: `${countWords(count)} 条事件接连让处理它的进程没了回应`,
        since: null,
        todo: '连着五次就会停止自动重试。看进程的日志和内存。',
        link: { to: `${EVENTS}?state=pending`, label: '看排队的' },
      }
}

function backlog({ pending, leased, limit, oldestPendingAt }: EventReadings): Finding | null {
  const severity = severityOf((pending + leased) / limit, BACKLOG_SHARE)
  return severity === null
    ? null
    : {
        kind: 'events-backlog',
        area: 'events',
        severity,
        what: `积压 ${figure(pending + leased)} 条事件，到 ${figure(limit)} 条就会拒收`,
        since: oldestPendingAt,
        todo: '多开一个处理事件的进程，或先停下大批导入。加好友的事件不受影响。',
        link: { to: `${EVENTS}?state=pending`, label: '看排队的' },
      }
}

function late({ pending, oldestPendingAt: since }: EventReadings, now: Date): Finding | null {
  const waitedMs = ageMs(since, now)
  const severity = severityOf(waitedMs, EVENT_LATE_MS)
  return severity === null
    ? null
    : {
        kind: 'events-late',
        area: 'events',
        severity,
        what: `${countWords(pending)} 条事件在排队，最早的等了 ${spanWords(waitedMs)}`,
        since,
        todo:
          severity === 'act'
            ? '先看处理事件的进程在不在，再看这些事件的原因。'
            : '多半在自动重试，过几分钟再看。一直变久就看原因。',
        link: { to: `${EVENTS}?state=pending`, label: '看排队的' },
      }
}

function gap({ gapSince: since }: EventReadings, now: Date): Finding | null {
  return since === null || ageMs(since, now) < GAP_OPEN_MS
    ? null
    : {
        kind: 'events-gap',
        area: 'events',
        severity: 'watch',
        what: `${spanWords(ageMs(since, now))}前可能漏收了事件，还没有补齐`,
        since,
        todo: '系统会核对那段时间的好友和付款。要是核对没做成，修好后现在核对一次。',
        link: { to: '/system/reconciliations', label: '去核对' },
      }
}

function waitingLong({ waitingLong: count, oldestWaitingAt }: EventReadings): Finding | null {
  return count === 0
    ? null
    : {
        kind: 'events-waiting',
        area: 'events',
        severity: 'watch',
        what: `${countWords(count)} 条事件等它前一件，超过 ${WAITING_LONG_DAYS} 天`,
        since: oldestWaitingAt,
        todo: '多半是订单一直没报过来。请报单的系统补发订单，这些会自己接着做。',
        link: { to: `${EVENTS}?state=waiting`, label: '看是哪些' },
      }
}

function silence({ lastWecomAt: since }: EventReadings, now: Date): Finding | null {
  const silentMs = since === null ? 0 : businessMsBetween(since, now)
  return silentMs < SILENCE_MS
    ? null
    : {
        kind: 'events-silent',
        area: 'events',
        severity: 'watch',
        what: `营业时间里 ${spanWords(silentMs)}没有收到企微的事件`,
        since,
        todo: '生意清淡时正常。不然到企微后台看「接收事件」的地址能不能通。',
        link: { to: `${EVENTS}?source=wecom`, label: '看最近的' },
      }
}

function content({ oldestContentAt: since }: EventReadings, now: Date): Finding | null {
  return ageMs(since, now) < days(CONTENT_KEPT_DAYS + 1)
    ? null
    : {
        kind: 'events-content',
        area: 'events',
        severity: 'watch',
        what: `有 ${CONTENT_KEPT_DAYS} 天前的事件，内容还没有清掉`,
        since,
        todo: '清理的任务没跟上，现在做一次。',
        link: { to: '/system/jobs', label: '去做一次' },
      }
}

/** Not bounded like other counts: the limit itself is larger. */
const figure = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
