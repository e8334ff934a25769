import { action, card, control, fenOf, field, form, h, post, select, table, yuan } from './dom.js'

const BILLS = [
  ['trade', '交易账单'],
  ['fundflow', '资金账单'],
]
const SPOILS = [
  ['changed-amount', '改一行的金额'],
  ['missing-row', '少一行'],
  ['extra-payment', '多一笔没人认识的收款'],
  ['extra-refund', '多一笔没人认识的退款'],
]
const WHERE = [
  ['both', '两种账单'],
  ['trade', '只在交易账单'],
  ['fundflow', '只在资金账单'],
]
const nameOf = (pairs, key) => pairs.find(([one]) => one === key)?.[1] ?? key
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** What is looked at; kept while the panel is open. */
const chosen = { date: null, bill: 'trade' }
const dayOf = (ms) => new Date(ms + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)

/** `a,`b: commas inside a value are not quoted, so a cell ends only before a backtick. */
const cellsOf = (line) =>
  line.startsWith('`') ? line.slice(1).split(',`') : line.replace('\ufeff', '').split(',')

const dateInput = (value) => h('input', { type: 'date', name: 'date', value, required: true })

function chooser(reload) {
  return form(
    [field('账单日', dateInput(chosen.date)), field('账单', select('bill', BILLS, chosen.bill))],
    {
      label: '查看',
      submit: async ({ date, bill }) => {
        Object.assign(chosen, { date, bill })
        reload()
      },
    },
  )
}

function preview({ lines, more }) {
  const rows = lines.slice(1).filter((line) => line !== '')
  const grid = table(cellsOf(lines[0]), rows.map(cellsOf), '这一天没有交易，微信会回答没有账单。')
  grid.classList.add('bill')
  const rest = h('p', { class: 'hint' }, '只显示前面的部分，下载的账单是完整的。')
  return more ? [grid, rest] : [grid]
}

function spoilForm(reload) {
  const fields = [
    field('账单日', dateInput(chosen.date)),
    field('差异', select('kind', SPOILS)),
    field('哪一笔（微信或商户的单号）', h('input', { name: 'no' })),
    field('金额（元）', h('input', { name: 'amount', inputmode: 'decimal', value: '0.01' })),
    field('出现在', select('bill', WHERE)),
  ]
  return form(fields, {
    label: '加上差异',
    submit: async ({ date, kind, no, amount, bill }) => {
      const which = no.trim() === '' ? {} : { no: no.trim() }
      await post('/pay/bills/spoil', { date, kind, ...which, amountFen: fenOf(amount), bill })
      setTimeout(reload, 800)
      return '已加上，每次下载这一天的账单都会有'
    },
  })
}

export const bills = {
  id: 'bills',
  title: '账单',
  async load() {
    const { nowMs } = await control('/clock')
    chosen.date ??= dayOf(nowMs)
    const query = new URLSearchParams({ date: chosen.date, bill: chosen.bill, limit: 60 })
    const [seen, { spoils }] = await Promise.all([
      control(`/pay/bills/preview?${query}`),
      control('/pay/bills/spoils'),
    ])
    const ready = nowMs >= Date.parse(`${chosen.date}T10:00:00+08:00`) + DAY_MS
    return { seen, spoils, ready }
  },
  draw: ({ seen, spoils, ready }, reload) => [
    card(
      '看一天的账单',
      chooser(reload),
      h(
        'p',
        { class: 'hint' },
        ready
          ? '已经出账，可以下载。'
          : '次日 10:00（沙盒时间）才出账，在那之前下载会回答正在生成。',
      ),
    ),
    ...preview(seen),
    card('账单里的差异', spoilForm(reload)),
    table(
      ['账单日', '差异', '单号', '金额', '出现在', ''],
      spoils.map((spoil) => [
        spoil.date,
        nameOf(SPOILS, spoil.kind),
        spoil.no,
        yuan(spoil.amountFen),
        nameOf(WHERE, spoil.bill),
        action('去掉', async () => {
          await control(`/pay/bills/spoils/${spoil.id}`, { method: 'DELETE' })
          reload()
        }),
      ]),
      '没有差异，账单如实。',
    ),
  ],
}
