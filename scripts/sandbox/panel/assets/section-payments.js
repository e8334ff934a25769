import { action, control, h, post, table, when, yuan } from './dom.js'

const STATES = {
  NOTPAY: ['busy', '待支付'],
  SUCCESS: ['good', '已支付'],
  CLOSED: ['', '已关闭'],
}

function state(payment) {
  const lapsed = payment.state === 'NOTPAY' && payment.lapsed
  const [tone, text] = lapsed ? ['warn', '已过时间'] : STATES[payment.state]
  return h('span', { class: `state ${tone}` }, text)
}

function actions(payment, reload) {
  const { outTradeNo } = payment
  const act = (label, path, props) =>
    action(
      label,
      async () => {
        await post(path, { outTradeNo })
        reload()
      },
      props,
    )
  if (payment.state === 'SUCCESS') {
    return h('div', { class: 'actions' }, act('再通知一次', '/pay/notify'))
  }
  if (payment.state === 'CLOSED' || payment.lapsed) {
    return h('span', { class: 'quiet' }, '不能再支付')
  }
  return payment.openid === null
    ? h('span', { class: 'quiet' }, '扫码单：在收银台选择付款人')
    : h(
        'div',
        { class: 'actions' },
        act('支付', '/pay/confirm', { class: 'primary' }),
        act('让它过期', '/pay/lapse'),
      )
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
  ],
}
