import type { Finding } from './api/health.js'

export const copy = {
  title: '健康',
  sub: '什么慢了、从什么时候起、该怎么办',
  updated: '更新于',
  failed: '没看成',
  stale: '下面是之前的情况',
  fine: '一切正常',
  fineHint: '事件、投递、支付、任务和平台接口都没有要看的。',
  act: (count: number) => `${count} 件事需要处理`,
  watch: (count: number) => `${count} 件事留意`,
  both: (act: number, watch: number) => `${act} 件事需要处理，${watch} 件留意`,
  actHint: '从第一件开始。处理好的会自己消失。',
  watchHint: '多半会自己好，过几分钟再看。',
  list: '要看的事',
  since: '起',
  lasts: (span: string) => `已 ${span}`,
  unread: '没有及时取到',
  none: '无',
  never: '还没有',
  more: (count: string) => `超过 ${count}`,
  of: (count: string) => `/ ${count}`,
  welcomeSub: '近 24 小时',
  platformsSub: '本进程近 5 分钟',
}

export const severities: Record<Finding['severity'] | 'ok' | 'unread', Tone> = {
  act: { text: '需要处理', tone: 'bad' },
  watch: { text: '留意', tone: 'warned' },
  ok: { text: '正常', tone: 'good' },
  unread: { text: '看不到', tone: 'warned' },
}
type Tone = { text: string; tone: string }

export const panels = {
  events: '事件',
  deliveries: '投递',
  welcome: '欢迎语',
  payments: '支付',
  jobs: '任务',
  platforms: '平台接口',
}

export const facts = {
  queued: '排队',
  limit: '上限',
  oldest: '最早的等了',
  waiting: '等前一件',
  dead: '没处理成',
  lastReceived: '最近收到',
  undelivered: '没做成',
  sent: '发出',
  missed: '没收到',
  p50: '一半快于',
  p99: '99% 快于',
  unfinished: '还没有结果',
  oldestPayment: '最久的',
  incidents: '对不上的',
  incidentsAmount: '涉及',
  jobs: '任务数',
  running: '正在做',
  failing: '没做成',
  overdue: '到点没做',
  lastRun: '最近一次',
  platform: '平台',
  calls: '调用',
  unanswered: '没回应',
  used: '额度已用',
  away: '连不上',
}
