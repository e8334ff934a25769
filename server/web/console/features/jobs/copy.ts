import type { Job } from './api/jobs.js'

export const copy = {
  title: '任务',
  sub: '按时自动做的事，也可以现在就做一次',
  job: '任务',
  schedule: '什么时候',
  last: '上次',
  took: '用时',
  next: '下次',
  never: '还没做过',
  run: '现在做',
  running: '正在做',
  started: (title: string) => `「${title}」开始了`,
  none: '没有定时任务',
  refresh: '刷新',
  mayNot: '你的账号不能启动任务',
}

export const outcomes: Record<NonNullable<Job['lastOutcome']>, { text: string; tone: string }> = {
  done: { text: '做完', tone: 'good' },
  failed: { text: '失败', tone: 'bad' },
}

export const errors: Record<string, string> = { 'job-unknown': '没有这个任务' }
