import {
  action,
  card,
  control,
  fenOf,
  field,
  form,
  h,
  post,
  select,
  table,
  when,
  yuan,
} from './dom.js'

const STATES = {
  NOTPAY: ['busy', '待支付'],
  SUCCESS: ['good', '已支付'],
  CLOSED: ['', '已关闭'],
}
const MINUTE_MS = 60_000

/** What may happen to the next notification of WeChat Pay, as one switch that goes off by itself. */
const TAMPERS = [
  ['签名被改', { kind: 'corrupt', how: 'signature' }],
  ['正文被改', { kind: 'corrupt', how: 'body' }],
  ['密文被截断', { kind: 'corrupt', how: 'truncate' }],
  ['密文校验不过', { kind: 'corrupt', how: 'padding' }],
  ['写着别的商户', { kind: 'corrupt', how: 'receiver' }],
  ['先来一个签名探测', { kind: 'signtest' }],
  ['时间戳是十分钟前', { kind: 'skew', ms: -10 * MINUTE_MS }],
  ['丢失', { kind: 'drop' }],
  ['晚到一分钟', { kind: 'delay', ms: MINUTE_MS }],
  ['来两次', { kind: 'duplicate', copies: 2 }],
]

function tamperForm() {
  const options = TAMPERS.map(([text], index) => [String(index), text])
  return form([field('下一个支付或退款通知', select('which', options))], {
    label: '只对下一个',
    submit: async ({ which }) => {
      const [text, fault] = TAMPERS[Number(which)]
      await post('/faults', { ...fault, area: 'pay', times: 1 })
      return `下一个通知：${text}`
    },
  })
}

function state(payment) {
  const lapsed = payment.state === 'NOTPAY' && payment.lapsed
  const [tone, text] = lapsed ? ['warn', '已过时间'] : STATES[payment.state]
  const given = payment.refundedFen > 0 ? `已退 ${yuan(payment.refundedFen)}` : null
  return h(
    'span',
    {},
    h('span', { class: `state ${tone}` }, text),
    given === null ? null : h('div', { class: 'hint' }, given),
  )
}

function actions(payment, reload) {
  const { outTradeNo } = payment
  const act = (label, path, { body = {}, ...props } = {}) =>
    action(
      label,
      async () => {
        await post(path, { outTradeNo, ...body })
        reload()
      },
      props,
    )
  if (payment.state === 'SUCCESS') {
    const rest = payment.totalFen - payment.refundedFen
    const back = act('在商户平台全退', '/pay/refunds/elsewhere', { body: { amountFen: rest } })
    return h('div', { class: 'actions' }, act('再通知一次', '/pay/notify'), rest > 0 ? back : null)
  }
  if (payment.state === 'CLOSED' || payment.lapsed) {
    return h('span', { class: 'quiet' }, '不能再支付')
  }
  const lapse = act('让它过期', '/pay/lapse')
  if (payment.openid !== null) {
    return h('div', { class: 'actions' }, act('支付', '/pay/confirm', { class: 'primary' }), lapse)
  }
  const query = new URLSearchParams({ code_url: payment.codeUrl ?? '' })
  const scan = h('a', { class: 'button primary', href: `/h5/native?${query}` }, '扫码支付')
  return h('div', { class: 'actions' }, scan, lapse)
}

function elsewhereForm(reload) {
  const fields = [
    field('金额（元）', h('input', { name: 'amount', inputmode: 'decimal', value: '19.00' })),
    field('说明', h('input', { name: 'description', value: '线下收款' })),
  ]
  return form(fields, {
    label: '收一笔',
    submit: async ({ amount, description }) => {
      await post('/pay/elsewhere', { amountFen: fenOf(amount), description })
      setTimeout(reload, 800)
      return '已收款：没有人下过这个单，只有账单和查询知道它'
    },
  })
}

export const payments = {
  id: 'pay',
  title: '收款',
  async load() {
    const [{ payments: all }, { nowMs }] = await Promise.all([
      control('/payments?limit=50'),
      control('/clock'),
    ])
    return all.map((payment) => ({
      ...payment,
      lapsed: payment.expiresAt !== null && payment.expiresAt <= nowMs,
    }))
  },
  draw: (all, reload) => [
    table(
      ['下单时间', '金额', '商品', '谁付', '商户订单号', '状态', ''],
      all.map((payment) => [
        when(payment.createdAt),
        yuan(payment.totalFen),
        payment.description,
        payment.payerName ?? '未定',
        payment.outTradeNo,
        state(payment),
        actions(payment, reload),
      ]),
      '还没有支付单。在小程序里下一单就会出现。',
    ),
    h(
      'div',
      { class: 'cards' },
      card('通知', tamperForm()),
      card('系统外的收款', elsewhereForm(reload)),
    ),
  ],
}
