import { action, control, fold, h, post, table, when } from './dom.js'

const AREAS = { wecom: '企业微信', mini: '小程序', pay: '支付' }
const STATES = {
  waiting: ['busy', '等待发送'],
  sending: ['busy', '发送中'],
  delivered: ['good', '已送达'],
  refused: ['bad', '被拒绝'],
  'given-up': ['bad', '放弃重试'],
  dropped: ['warn', '已丢弃（故障）'],
  'no-target': ['warn', '没有接收地址'],
}

const CHANGES = {
  add_external_contact: '添加客户',
  add_half_external_contact: '添加客户，等员工确认',
  edit_external_contact: '修改客户信息',
  del_external_contact: '员工删除客户',
  del_follow_user: '客户删除员工',
}
const KINDS = { 'TRANSACTION.SUCCESS': '支付成功', raw: '原样发送' }

function event({ kind }) {
  const change = kind.replace('change_external_contact.', '')
  return h('span', { title: kind }, CHANGES[change] ?? KINDS[kind] ?? kind)
}

function attempts(delivery) {
  const lines = delivery.attempts.map((one, index) => {
    const result = one.status ?? (one.error === 'timeout' ? '超时' : '连接失败')
    const note = one.probe ? '（签名探测）' : one.tamper === null ? '' : `（改坏：${one.tamper}）`
    return h(
      'div',
      { class: 'nowrap' },
      `${index + 1}. ${when(one.at)} ${result}，${one.durationMs} 毫秒${note}`,
    )
  })
  return lines.length === 0 ? h('span', { class: 'quiet' }, '还没有发出') : h('div', {}, lines)
}

function state(delivery) {
  const [tone, text] = STATES[delivery.state]
  const copy = delivery.copyOf === null ? '' : '，副本'
  return h('span', { class: `state ${tone}` }, `${text}${copy}`)
}

export const callbacks = {
  id: 'callbacks',
  title: '回调',
  load: async () => (await control('/callbacks?limit=60')).callbacks,
  draw: (all, reload) => [
    table(
      ['时间', '平台', '事件', '状态', '发送', '内容', ''],
      all.map((delivery) => [
        when(delivery.createdAt),
        AREAS[delivery.area],
        event(delivery),
        state(delivery),
        attempts(delivery),
        h(
          'div',
          {},
          fold('解密后的内容', pretty(delivery.plaintext)),
          delivery.attempts.length === 0
            ? null
            : fold(
                '发出的请求',
                delivery.attempts.map(({ url, headers, body }) => ({ url, headers, body })),
              ),
        ),
        action('重发', async () => {
          await post(`/callbacks/${delivery.id}/resend`)
          reload()
        }),
      ]),
      '还没有回调。扫一个码或付一笔款就会有。',
    ),
  ],
}

/** XML one element a line, JSON laid out. */
function pretty(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text.replaceAll('><', '>\n<')
  }
}
