import { action, card, control, field, form, h, post, table, when, yuan } from './dom.js'

const STATES = {
  PROCESSING: ['busy', '退款中'],
  SUCCESS: ['good', '已退款'],
  ABNORMAL: ['warn', '退款异常'],
  CLOSED: ['', '已关闭'],
}

function actions({ outRefundNo, status }, reload) {
  const act = (label, path, { outcome, ...props } = {}) =>
    action(
      label,
      async () => {
        await post(path, outcome === undefined ? { outRefundNo } : { outRefundNo, outcome })
        reload()
      },
      props,
    )
  const end = (label, outcome, props) => act(label, '/pay/refunds/settle', { outcome, ...props })
  const buttons = {
    PROCESSING: () => [
      end('到账', 'SUCCESS', { class: 'primary' }),
      end('退款异常', 'ABNORMAL'),
      end('关闭', 'CLOSED'),
    ],
    ABNORMAL: () => [end('处理到账', 'SUCCESS', { class: 'primary' })],
    SUCCESS: () => [],
    CLOSED: () => [],
  }[status]()
  const again = status === 'PROCESSING' ? null : act('再通知一次', '/pay/refunds/notify')
  return h('div', { class: 'actions' }, buttons, again)
}

function rulesForm({ rules }, reload) {
  const seconds = rules.delayMs === null ? '' : rules.delayMs / 1000
  const fields = [
    field(
      '受理后多少秒自动到账（空：只手动）',
      h('input', { name: 'delay', type: 'number', min: 0, value: seconds }),
    ),
    field(
      '同一订单两次退款至少隔多少秒',
      h('input', { name: 'gap', type: 'number', min: 0, value: rules.gapMs / 1000 }),
    ),
  ]
  return form(fields, {
    label: '保存',
    submit: async ({ delay, gap }) => {
      const delayMs = delay === '' ? null : Number(delay) * 1000
      const body = { delayMs, gapMs: Number(gap) * 1000 }
      await control('/pay/refund-rules', { method: 'PUT', body })
      setTimeout(reload, 800)
      return '已保存，对之后受理的退款生效'
    },
  })
}

export const refunds = {
  id: 'refunds',
  title: '退款',
  load: () => control('/pay/refunds?limit=50'),
  draw: (data, reload) => [
    table(
      ['受理时间', '退款金额', '订单', '退到哪里', '原因', '状态', ''],
      data.refunds.map((refund) => [
        when(refund.createdAt),
        h(
          'span',
          {},
          yuan(refund.refundFen),
          h('div', { class: 'hint' }, `订单 ${yuan(refund.totalFen)}`),
        ),
        h('span', {}, refund.outTradeNo, h('div', { class: 'hint' }, refund.outRefundNo)),
        refund.receivedAccount,
        refund.reason ?? '未填',
        h('span', { class: `state ${STATES[refund.status][0]}` }, STATES[refund.status][1]),
        actions(refund, reload),
      ]),
      '还没有退款。在控制台或小程序里退一笔就会出现。',
    ),
    card('退款规则', rulesForm(data, reload)),
  ],
}
