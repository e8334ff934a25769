import { minutes, severityOf, spanWords, type Finding } from './finding.domain.js'
import type { PlatformName, PlatformReading, PlatformReadings } from './readings.domain.js'

/** A circuit that is open for moments closes by itself. */
export const PLATFORM_AWAY_MS = { watch: 1, act: minutes(2) } as const
/** How far back calls are counted. */
export const CALLS_WITHIN_MS = minutes(5)
/** Single calls time out; so many of them, and such a share, are trouble. */
export const UNANSWERED = { count: 3, share: 0.2 } as const

/** Above this the next calls may have to wait. */
export const BUDGET_USED_SHARE = 0.9

export const PLATFORM_NAMES: Readonly<Record<PlatformName, string>> = {
  wecom: '企业微信',
  'wechat-mini': '小程序',
  'wechat-pay': '微信支付',
}

/** What is wrong with the ways to WeChat. */
export function platformFindings(
  platforms: PlatformReadings,
  now: Readonly<{ real: Date }>,
): readonly (Finding | null)[] {
  return platforms.flatMap((platform) => [
    away(platform, now.real) ?? unanswered(platform),
    settingsRefused(platform),
    budget(platform),
  ])
}

function away({ platform, awayMs }: PlatformReading, now: Date): Finding | null {
  const severity = severityOf(awayMs, PLATFORM_AWAY_MS)
  return severity === null
    ? null
    : {
        kind: `platform-away:${platform}`,
        area: 'platforms',
        severity,
        what: `连不上${PLATFORM_NAMES[platform]}，已暂停调用 ${spanWords(awayMs)}`,
        since: new Date(now.getTime() - awayMs),
        todo: '隔一会儿会自己再试，要做的事都留着。一直不好就看服务器能不能上外网。',
        link: null,
      }
}

function unanswered(reading: PlatformReading): Finding | null {
  const { platform, calls, unanswered: lost, lastUnansweredAt } = reading
  return lost < UNANSWERED.count || lost / calls < UNANSWERED.share
    ? null
    : {
        kind: `platform-unanswered:${platform}`,
        area: 'platforms',
        severity: 'watch',
        what: `近 5 分钟调${PLATFORM_NAMES[platform]} ${calls} 次，${lost} 次没有回应`,
        since: lastUnansweredAt,
        todo: '会自动重试。一直这样就看服务器的网络，或平台有没有公告。',
        link: null,
      }
}

function settingsRefused({ platform, refused }: PlatformReading): Finding | null {
  const [first] = [...refused].sort((a, b) => Number(a.firstAt) - Number(b.firstAt))
  return first === undefined
    ? null
    : {
        kind: `platform-refuses:${platform}`,
        area: 'platforms',
        severity: 'act',
        what: `${PLATFORM_NAMES[platform]}不认我们的配置`,
        since: first.firstAt,
        todo: '到平台后台核对密钥、可信 IP 和接口权限，改好一小时内这里会消失。',
        detail: refused.map(({ api, code }) => `${api} ${code}`).join('，'),
        link: null,
      }
}

function budget({ platform, budgets }: PlatformReading): Finding | null {
  const paused = budgets.filter(({ closedForMs }) => closedForMs > 0)
  const spent = budgets.filter(({ used }) => used >= BUDGET_USED_SHARE)
  const tight = paused.length > 0 ? paused : spent
  if (tight.length === 0) {
    return null
  }
  const name = PLATFORM_NAMES[platform]
  return {
    kind: `platform-budget:${platform}`,
    area: 'platforms',
    severity: 'watch',
    what: paused.length > 0 ? `${name}嫌调得太勤，有接口先停一会儿` : `${name}的调用额度快用完了`,
    since: null,
    todo: '会自动放慢，不会丢。经常这样就把大批任务错开时间。',
    detail: tight.map(({ api, used }) => `${apiWords(api)} ${Math.round(used * 100)}%`).join('，'),
    link: null,
  }
}

const apiWords = (api: string): string => (api === '*' ? '全部接口' : api)
