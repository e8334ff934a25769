import type { ChannelCode } from './api/channel-codes.js'

export const copy = {
  title: '渠道活码',
  sub: '扫码的人加上哪位导购、从哪里来，都会记下',
  create: '建活码',
  code: '活码',
  staff: '导购',
  store: '门店',
  added: '新增',
  lost: '流失',
  net: '净增',
  made: '建于',
  welcome: '欢迎语',
  noWelcome: '用默认的',
  edit: '改',
  editTitle: '改活码',
  enlarge: (name: string) => `放大二维码：${name}`,
  qrOf: (name: string) => `${name}的二维码`,
  open: '打开二维码图片',
  none: '还没有活码。建一个，打印出来放在柜台，扫码的人就成为客户',
  nameLabel: '名称',
  nameHint: '写明放在哪里，例如 科苑南店 柜台立牌',
  nameMissing: '请填名称',
  staffLabel: '加谁',
  staffHint: '选一位导购',
  staffMissing: '请选一位导购',
  staffNone: '企微里还没有可选的员工',
  contacts: (count: number) => `${count} 位客户`,
  skipVerify: '扫码直接加上，不用导购点通过',
  welcomeLabel: '欢迎语',
  welcomeHint: '加上后 20 秒内自动发出。可以写 {顾客} 和 {导购}，空着就用默认的',
  save: '保存',
  saveNew: '建好',
  cancel: '取消',
  created: (name: string) => `「${name}」建好了`,
  saved: '已保存',
}

export const statuses: Record<ChannelCode['status'], { text: string; tone: string }> = {
  ready: { text: '可用', tone: 'good' },
  creating: { text: '正在建', tone: 'info' },
  failed: { text: '没建成', tone: 'bad' },
}

export const errors: Record<string, string> = {
  'staff-not-found': '这位员工不在企微通讯录里了',
  'channel-code-not-found': '没有这个活码',
  'channel-code-not-ready': '企微还没建好这个码，稍等再试',
  'wecom-unavailable': '企微暂时没有响应，请再试一次',
  'idempotency-key-reused': '内容变了，请再点一次',
}
