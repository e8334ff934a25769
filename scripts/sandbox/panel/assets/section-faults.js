import { action, card, control, field, form, h, post, select, table } from './dom.js'

const KINDS = [
  ['duplicate', '回调重复'],
  ['delay', '回调延迟'],
  ['reorder', '回调乱序'],
  ['drop', '回调丢失'],
  ['corrupt', '回调被改坏'],
  ['skew', '回调时间戳偏移'],
  ['signtest', '支付签名探测'],
  ['slow', '接口变慢'],
  ['errorBefore', '处理前 5xx'],
  ['errorAfter', '处理后 5xx'],
  ['tokenRevoked', '令牌被收回'],
  ['frequencyLimit', '超过频率'],
  ['busy', '系统繁忙'],
  ['notifyNever', '支付不通知'],
  ['notifyBeforeReply', '通知早于下单应答'],
  ['signtestReply', '支付应答签名错误'],
  ['notEnough', '退款时余额不足'],
  ['userAccountAbnormal', '退款时用户账户异常'],
  ['refundAbnormal', '退款以异常告终'],
  ['refundClosed', '退款被关闭'],
  ['transferFail', '转账失败'],
  ['billCreating', '账单还在生成'],
  ['billWrongHash', '账单摘要不符'],
]
const NAMES = new Map(KINDS)
const HOW = [
  ['signature', '签名'],
  ['receiver', '接收方'],
  ['truncate', '截断'],
  ['padding', '填充'],
  ['body', '正文'],
]
const AREAS = [
  ['', '全部'],
  ['wecom', '企业微信'],
  ['mini', '小程序'],
  ['pay', '支付'],
]

const number = (text) => (text === '' ? undefined : Number(text))

function addFault(reload) {
  const fields = [
    field('故障', select('kind', KINDS)),
    field('平台', select('area', AREAS)),
    field('只对（接口或事件的一部分）', h('input', { name: 'match' })),
    field('次数（不填则一直）', h('input', { name: 'times', type: 'number', min: 1, value: 1 })),
    field('毫秒（延迟、变慢）', h('input', { name: 'ms', type: 'number', min: 0 })),
    field('份数（重复）', h('input', { name: 'copies', type: 'number', min: 2 })),
    field('改坏哪里', select('how', HOW)),
  ]
  return form(fields, {
    label: '打开',
    submit: async ({ kind, area, match, times, ms, copies, how }) => {
      await post('/faults', {
        kind,
        area: area === '' ? undefined : area,
        match: match === '' ? undefined : match,
        times: number(times),
        ms: number(ms),
        copies: number(copies),
        how: kind === 'corrupt' ? how : undefined,
      })
      setTimeout(reload, 800)
      return `已打开：${NAMES.get(kind)}`
    },
  })
}

const detail = ({ match, ms, copies, how, status }) =>
  [match && `只对 ${match}`, ms && `${ms} 毫秒`, copies && `${copies} 份`, how, status]
    .filter(Boolean)
    .join('，') || '无'

export const faults = {
  id: 'faults',
  title: '故障',
  load: async () => (await control('/faults')).faults,
  draw: (all, reload) => [
    card('打开一个故障', addFault(reload)),
    h('h3', {}, '正在生效'),
    table(
      ['故障', '平台', '条件', '还剩', ''],
      all.map((fault) => [
        NAMES.get(fault.kind) ?? fault.kind,
        AREAS.find(([area]) => area === (fault.area ?? ''))?.[1] ?? '全部',
        detail(fault),
        fault.times === undefined ? '一直' : `${fault.times} 次`,
        action('关闭', async () => {
          await control(`/faults/${fault.id}`, { method: 'DELETE' })
          reload()
        }),
      ]),
      '没有故障，一切按平台的规则来。',
    ),
  ],
}
