import { action, card, control, h, post, when } from './dom.js'

const STEPS = [
  ['1 分钟', 60_000],
  ['15 分钟', 900_000],
  ['1 小时', 3_600_000],
  ['1 天', 86_400_000],
  ['7 天', 604_800_000],
]

export const clock = {
  id: 'clock',
  title: '时钟',
  async load() {
    const [{ offsetMs }, idle] = await Promise.all([control('/clock'), control('/idle')])
    return { offsetMs, inFlight: idle.inFlight, pending: idle.pending }
  },
  draw({ offsetMs, inFlight, pending }, reload) {
    const now = when(Date.now() + offsetMs)
    return [
      card(
        '业务时间',
        h('p', {}, `沙盒现在是 ${now}，比真实时间快 ${Math.round(offsetMs / 60_000)} 分钟。`),
        h(
          'p',
          { class: 'hint' },
          '欢迎语的 20 秒、登录码、支付过期和重试都跟着它走。只能往前，不能往回。',
        ),
      ),
      card(
        '往前拨',
        h(
          'div',
          { class: 'actions' },
          STEPS.map(([label, ms]) =>
            action(`快 ${label}`, async () => {
              await post('/clock/advance', { ms })
              reload()
            }),
          ),
        ),
      ),
      card(
        '还在路上的回调',
        h(
          'p',
          {},
          pending === 0 ? '没有，都送完了。' : `${pending} 个，其中 ${inFlight} 个正在发送。`,
        ),
      ),
    ]
  },
}
