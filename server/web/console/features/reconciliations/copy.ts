import type { Difference } from './api/reconciliation.js'
import type { Round } from './api/reconciliations.js'

export const copy = {
  title: '对账与核对',
  sub: '回调会丢：每天夜里和微信逐条核对，不一样的自动补上',
  run: '现在核对',
  running: '正在核对',
  started: (subject: string) => `开始核对${subject}`,
  mayNot: '你的账号不能启动核对',
  what: '核对什么',
  state: '状态',
  startedAt: '开始',
  took: '用时',
  seen: '核对了',
  differences: '不一样的',
  repaired: '已补',
  same: '全部一致',
  detail: '核对结果',
  failed: '没能打开这次核对',
  finishedAt: '结束',
  kept: '先列出前 200 条',
  difference: '哪里不一样',
  about: '涉及',
  order: '看订单',
  repair: '处理',
  none: '还没有核对过。每天凌晨会自动核对，也可以现在就核对',
  noDifferences: '和微信完全一致',
  stillRunning: '正在核对，发现的不一致会列在这里',
  empty: '—',
}

/** What can be compared, with the job that does it. */
export const subjects: Readonly<Record<string, { text: string; job: string }>> = {
  contacts: { text: '企微好友', job: 'wecom.reconcile-contacts' },
  payments: { text: '付款', job: 'payments.reconcile' },
}
export const subjectText = (subject: string): string => subjects[subject]?.text ?? subject

export const states: Record<Round['state'], { text: string; tone: string }> = {
  running: { text: '正在核对', tone: 'info' },
  done: { text: '做完', tone: 'good' },
  'broken-off': { text: '没做完', tone: 'warned' },
}

export const kinds: Record<Difference['kind'], string> = {
  unknown: '这里没有',
  changed: '内容不同',
  missing: '微信没有',
}

export const repairs: Record<Difference['repair'], { text: string; tone: string }> = {
  pending: { text: '正在补', tone: 'info' },
  sent: { text: '已按事件处理', tone: 'good' },
  none: { text: '要人看', tone: 'bad' },
}

export const errors: Record<string, string> = {
  'job-unknown': '没有这个任务',
  'reconciliation-unknown': '没有这次核对',
}
