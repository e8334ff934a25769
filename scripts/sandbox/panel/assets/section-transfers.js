import { action, h, control, post, table, when, yuan } from './dom.js'

const STATES = {
  WAIT_USER_CONFIRM: ['busy', '等用户收款'],
  TRANSFERING: ['busy', '到账中'],
  SUCCESS: ['good', '已到账'],
  FAIL: ['bad', '失败'],
  CANCELING: ['warn', '撤销中'],
  CANCELLED: ['', '已撤销'],
}

function actions({ outBillNo, state }, reload) {
  const act = (label, path, { body = {}, ...props } = {}) =>
    action(
      label,
      async () => {
        await post(path, { outBillNo, ...body })
        reload()
      },
      props,
    )
  const end = (label, body, props) => act(label, '/pay/transfers/end', { body, ...props })
  const buttons = {
    WAIT_USER_CONFIRM: () => [
      act('用户确认收款', '/pay/transfers/confirm', { class: 'primary' }),
      end('超过一天没收', { outcome: 'FAIL', failReason: 'OVERDUE_CLOSE' }),
    ],
    TRANSFERING: () => [
      end('到账', { outcome: 'SUCCESS' }, { class: 'primary' }),
      end('用户账户异常', { outcome: 'FAIL', failReason: 'PAYEE_ACCOUNT_ABNORMAL' }),
    ],
    CANCELING: () => [end('撤销完成', { outcome: 'CANCELLED' })],
  }[state]
  return h('div', { class: 'actions' }, buttons?.() ?? [])
}

export const transfers = {
  id: 'transfers',
  title: '转账',
  load: () => control('/pay/transfers?limit=50'),
  draw: ({ transfers: all }, reload) => [
    table(
      ['发起时间', '金额', '给谁', '备注', '商户单号', '状态', ''],
      all.map((transfer) => [
        when(transfer.createdAt),
        yuan(transfer.amountFen),
        transfer.payeeName ?? '未知',
        transfer.remark,
        transfer.outBillNo,
        h(
          'span',
          {},
          h('span', { class: `state ${STATES[transfer.state][0]}` }, STATES[transfer.state][1]),
          transfer.failReason === null ? null : h('div', { class: 'hint' }, transfer.failReason),
        ),
        actions(transfer, reload),
      ]),
      '还没有转账。给顾客发一笔奖励就会出现。',
    ),
  ],
}
