export const copy = {
  title: '关于我的信息',
  guest: '登录后看你的信息',
  guestHint: '我们记了什么，只有你自己看得到',
  intro: '这里是我们记下的关于你的全部信息。点开一类看内容，也可以存一份带走。',
  failed: '你的信息没加载出来',
  nothing: '还没有记下什么',
  nothingHint: '下单或绑定手机号之后，会出现在这里',
  count: (rows: number) => (rows === 0 ? '没有' : `${rows} 条`),
  capped: '还有更早的，没有全部列出',
  save: '导出一份',
  saving: '正在导出',
  saved: '已存到下载里',
  copied: '已复制，可以粘贴到别处保存',
  yes: '是',
  no: '否',
  eraseTitle: '删除我的信息',
  eraseText: (days: number) =>
    `提出后等 ${days} 天，这期间可以随时撤回。到时手机号、微信标识、订单里的你都会删掉，不能恢复；订单只留金额用来记账。还在企微好友里的话，请先删除好友。`,
  erase: '要求删除',
  eraseSheet: '删除我的全部信息？',
  eraseSheetText: (days: number) =>
    `${days} 天后删除，删除后会员、订单记录和优惠都找不回来。没付款的订单先付款或取消。`,
  eraseYes: '确定要求删除',
  eraseNo: '先不删',
  waiting: (when: string) => `已提出，${when} 删除`,
  running: '正在删除，几分钟内完成',
  callBack: '撤回',
  calledBack: '已撤回，信息不会删除',
} as const

export const problems: Readonly<Record<string, string>> = {
  'customer-not-found': '我们这里还没有你的信息',
  'erasure-not-waiting': '已经开始删除，不能撤回了',
}
