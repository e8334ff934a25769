import type { ErasureRow } from './api/erasures.js'

export const copy = {
  title: '个人信息',
  sub: '本人可以要一份副本，也可以要求删除。谁导出、谁删除都会留下记录',
  exportPage: '导出副本',
  exportPageHint: '打开一页，可以打印或存成 PDF',
  exportJson: '下载 JSON',
  exportClear: '副本里的手机号是完整的，算看一次手机号',
  exportMasked: '副本里的手机号隐去中间四位',
  erase: '删除个人信息',
  eraseTitle: (name: string) => `删除${name}的个人信息`,
  eraseWhat: [
    '手机号、微信标识、会员号、姓名、头像、动态、标签、授权和证据都会删掉，不能恢复。',
    '订单和付款只留金额，不再知道是谁。和别人共用的手机号，别人那边不受影响。',
    '合并进来的编号一起删除，再打开都显示已删除。',
    '如果还是导购的企微好友，请先在企微里删除好友，否则夜里核对会再建一份新档。',
  ],
  reason: '原因',
  reasonHint: '会留在操作记录里，不要写姓名和手机号',
  needReason: '请写原因',
  doNotContact: '本人要求以后不再联系',
  confirm: '输入「删除」两个字',
  confirmWord: '删除',
  needConfirm: '请输入「删除」',
  yes: '永久删除',
  no: '先不删',
  asked: '已开始删除，几分钟内完成',
}

export const errors: Record<string, string> = {
  'erasure-under-way': '已经有人提出删除，正在处理',
  'customer-not-found': '没有这位客户',
  'customer-erased': '这位客户的资料已按本人要求删除',
}

export const list = {
  title: '删除请求',
  sub: '谁要求删除、何时删完。删的是谁不再留下',
  asked: '提出',
  by: '谁提出',
  customer: '顾客本人',
  reason: '原因',
  none: '—',
  contact: '以后',
  doNotContact: '不再联系',
  state: '状态',
  when: '何时',
  empty: '没有人要求删除。要删除某位客户，打开客户的「身份」',
  toCustomers: '去客户列表',
}

export const states: Record<ErasureRow['state'], { text: string; tone: string }> = {
  waiting: { text: '等候', tone: '' },
  running: { text: '正在删', tone: '' },
  done: { text: '已删完', tone: 'good' },
  cancelled: { text: '已撤回', tone: '' },
}
