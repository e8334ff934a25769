import { unreachable } from '../../../platform/errors/index.js'
import { deliveryFindings, welcomeFindings } from './deliveries.domain.js'
import { eventFindings } from './events.domain.js'
import { type Area, type Finding } from './finding.domain.js'
import { jobFindings } from './jobs.domain.js'
import { keyFindings } from './keys.domain.js'
import { paymentFindings } from './payments.domain.js'
import { platformFindings } from './platforms.domain.js'
import { reconciliationFindings } from './reconciliations.domain.js'
import type { Now, Readings } from './readings.domain.js'

const READ = [
  'events',
  'deliveries',
  'welcome',
  'payments',
  'jobs',
  'reconciliations',
  'platforms',
  'keys',
] as const

const AREA_NAMES: Readonly<Record<(typeof READ)[number], string>> = {
  events: '事件',
  deliveries: '投递',
  welcome: '欢迎语',
  payments: '支付',
  jobs: '任务',
  reconciliations: '对账与核对',
  platforms: '平台接口',
  keys: '加密密钥',
}

/**
 * What is late or wrong, since when, and what to do, the gravest and oldest first. Empty: all is well. Pure; the words are
 * Chinese because they are shown as they are.
 */
export function assess(readings: Readings, now: Now): Finding[] {
  const isStoreSilent = READ.every((area) => readings[area] === null)
  const found = READ.flatMap((area) => {
    if (readings[area] === null) {
      return isStoreSilent ? [] : [unread(area)]
    }
    return findingsOf(area, readings, now).filter((finding) => finding !== null)
  })
  return [...(isStoreSilent ? [STORE_SILENT] : []), ...found].sort(byUrgency)
}

function findingsOf(
  area: (typeof READ)[number],
  readings: Readings,
  now: Now,
): readonly (Finding | null)[] {
  switch (area) {
    case 'events':
      return readings.events === null ? [] : eventFindings(readings.events, now)
    case 'deliveries':
      return readings.deliveries === null ? [] : deliveryFindings(readings.deliveries, now)
    case 'welcome':
      return readings.welcome === null ? [] : welcomeFindings(readings.welcome)
    case 'payments':
      return readings.payments === null ? [] : paymentFindings(readings.payments, now)
    case 'jobs':
      return readings.jobs === null ? [] : jobFindings(readings.jobs, now)
    case 'reconciliations':
      return readings.reconciliations === null
        ? []
        : reconciliationFindings(readings.reconciliations, now)
    case 'platforms':
      return readings.platforms === null ? [] : platformFindings(readings.platforms, now)
    case 'keys':
      return readings.keys === null ? [] : keyFindings(readings.keys)
    default:
      return unreachable(area)
  }
}

const STORE_SILENT: Finding = {
  kind: 'store-silent',
  area: 'store',
  severity: 'act',
  what: '数据库没有回应',
  since: null,
  todo: '看数据库进程在不在、磁盘满没满。这时的事件会拒收，恢复后系统自己核对补齐。',
  link: null,
}

const unread = (area: Area & keyof typeof AREA_NAMES): Finding => ({
  kind: `unread:${area}`,
  area,
  severity: 'watch',
  what: `暂时看不到${AREA_NAMES[area]}的情况`,
  since: null,
  todo: '数据库这次没有及时回答，过一会儿会再看。一直这样就看数据库忙不忙。',
  link: null,
})

/** `act` before `watch`, then the longest; what has no beginning comes last. */
function byUrgency(a: Finding, b: Finding): number {
  const rank = ({ severity }: Finding) => (severity === 'act' ? 0 : 1)
  const start = ({ since }: Finding) => since?.getTime() ?? Number.MAX_SAFE_INTEGER
  return rank(a) - rank(b) || start(a) - start(b)
}
