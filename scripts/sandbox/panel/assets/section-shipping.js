import { action, card, control, field, form, h, post, select, table, when, yuan } from './dom.js'

const STATES = {
  1: ['busy', '待发货'],
  2: ['busy', '已发货'],
  4: ['good', '已收货，已结算'],
  5: ['', '已退款'],
}
const LOGISTICS = { 1: '快递', 2: '同城', 3: '虚拟', 4: '自提' }
const MANAGED = [
  ['', '未管控：收款立即可用'],
  ['managed', '已管控：发货收货后才结算'],
]

function rulesForm({ managed, ingestMs }, reload) {
  const fields = [
    field('小程序', select('managed', MANAGED, managed ? 'managed' : '')),
    field(
      '付款后多少秒内回答支付单不存在',
      h('input', { name: 'ingest', type: 'number', min: 0, value: ingestMs / 1000 }),
    ),
  ]
  return form(fields, {
    label: '保存',
    submit: async (values) => {
      const body = { managed: values.managed !== '', ingestMs: Number(values.ingest) * 1000 }
      await control('/shipping/rules', { method: 'PUT', body })
      setTimeout(reload, 800)
      return '已保存，对之后的付款生效'
    },
  })
}

function uploadsOf({ uploads }) {
  if (uploads.length === 0) {
    return h('span', { class: 'quiet' }, '还没有录入')
  }
  return h(
    'ul',
    {},
    uploads.flatMap(({ logisticsType, parcels, uploadTime }) =>
      parcels.map(({ trackingNo, expressCompany, itemDesc }) =>
        h(
          'li',
          {},
          `${LOGISTICS[logisticsType]} ${expressCompany} ${trackingNo} ${itemDesc}`,
          h('div', { class: 'hint' }, when(uploadTime)),
        ),
      ),
    ),
  )
}

function actions({ order_state: state, merchant_trade_no: outTradeNo }, reload) {
  const act = (label, path, props) =>
    action(
      label,
      async () => {
        await post(path, { outTradeNo })
        reload()
      },
      props,
    )
  return {
    1: () => act('催发货（48 小时）', '/shipping/remind'),
    2: () => act('顾客确认收货', '/shipping/receive', { class: 'primary' }),
  }[state]?.()
}

export const shipping = {
  id: 'shipping',
  title: '发货管理',
  load: () => control('/shipping/orders?limit=50'),
  draw: ({ orders, rules }, reload) => [
    card('平台规则', rulesForm(rules, reload)),
    table(
      ['付款时间', '金额', '商户订单号', '发货信息', '冻结', '状态', ''],
      orders.map((order) => [
        when(order.pay_time * 1000),
        yuan(order.paid_amount),
        order.merchant_trade_no,
        uploadsOf(order),
        order.frozenFen === 0 ? '无' : yuan(order.frozenFen),
        h('span', { class: `state ${STATES[order.order_state][0]}` }, STATES[order.order_state][1]),
        actions(order, reload) ?? '',
      ]),
      '还没有付款的订单。',
    ),
  ],
}
