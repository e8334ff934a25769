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

const FLOWS = {
  payment: '收款',
  'payment-fee': '手续费',
  refund: '退款',
  'refund-closed': '退款关闭退回',
  withdrawal: '提现',
  deposit: '充值',
  transfer: '商家转账',
  'transfer-returned': '转账退回',
}
const MODES = [
  ['public-key', '微信支付公钥'],
  ['certificate', '平台证书'],
  ['mixed', '切换期：两种都有'],
]

function amountForm(label, path, reload) {
  const input = h('input', { name: 'amount', inputmode: 'decimal', required: true })
  return form([field(`${label}金额（元）`, input)], {
    label,
    submit: async ({ amount }) => {
      await post(path, { amountFen: fenOf(amount) })
      setTimeout(reload, 800)
      return `${label}成功`
    },
  })
}

const number = (label, value) => h('div', {}, h('dt', {}, label), h('dd', {}, value))

function balanceCard({ availableFen, pendingFen }, reload) {
  return card(
    '基本账户',
    h(
      'dl',
      { class: 'numbers' },
      number('可用余额', yuan(availableFen)),
      number('待结算（冻结）', yuan(pendingFen)),
    ),
    h('div', { class: 'spaced' }, amountForm('提现', '/pay/withdraw', reload)),
    h('div', { class: 'spaced' }, amountForm('充值', '/pay/deposit', reload)),
  )
}

function keysCard({ mode, certificates }, reload) {
  const modeForm = form([field('应答和通知用什么签名', select('mode', MODES, mode))], {
    label: '切换',
    submit: async ({ mode: wanted }) => {
      await control('/pay/key-mode', { method: 'PUT', body: { mode: wanted } })
      setTimeout(reload, 800)
      return '已切换'
    },
  })
  const step = (label, path, enabled) =>
    action(
      label,
      async () => {
        await post(path)
        reload()
      },
      { disabled: !enabled },
    )
  const signer = certificates.findIndex(({ signs }) => signs)
  return card(
    '签名密钥',
    modeForm,
    h(
      'ul',
      { class: 'serials' },
      certificates.map(({ serial, signs }) =>
        h(
          'li',
          {},
          h('code', {}, `${serial.slice(0, 12)}…`),
          h('span', { class: `state ${signs ? 'good' : ''}` }, signs ? '正在签名' : '有效，未启用'),
        ),
      ),
    ),
    h(
      'div',
      { class: 'actions' },
      step('出现新证书', '/pay/certificates/announce', true),
      step('改用新证书签名', '/pay/certificates/switch', signer < certificates.length - 1),
      step('旧证书失效', '/pay/certificates/end-old', signer > 0),
    ),
  )
}

export const account = {
  id: 'account',
  title: '商户账户',
  async load() {
    const [balance, keys, { flows }] = await Promise.all([
      control('/pay/balance'),
      control('/pay/certificates'),
      control('/pay/flows?limit=50'),
    ])
    return { balance, keys, flows }
  },
  draw: ({ balance, keys, flows }, reload) => [
    h('div', { class: 'cards' }, balanceCard(balance, reload), keysCard(keys, reload)),
    h('h3', {}, '资金流水'),
    table(
      ['记账时间', '业务', '收支', '账户结余', '业务单号', '备注'],
      flows.map((flow) => [
        when(flow.at),
        FLOWS[flow.kind],
        h('span', { class: flow.amountFen < 0 ? 'out' : 'in' }, signed(flow.amountFen)),
        yuan(flow.balanceFen),
        flow.businessNo,
        flow.note === '' ? flow.voucherNo : flow.note,
      ]),
      '账户里还没有进出。有人付款后，收款和手续费会各记一笔。',
    ),
  ],
}

const signed = (fen) => (fen < 0 ? `-${yuan(-fen)}` : `+${yuan(fen)}`)
