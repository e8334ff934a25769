/* global document, location, window */
import { account } from './section-account.js'
import { bills } from './section-bills.js'
import { callbacks } from './section-callbacks.js'
import { clock } from './section-clock.js'
import { control, h, when } from './dom.js'
import { faults } from './section-faults.js'
import { groups } from './section-groups.js'
import { payments } from './section-payments.js'
import { refunds } from './section-refunds.js'
import { requests } from './section-requests.js'
import { scanning } from './section-scan.js'
import { shipping } from './section-shipping.js'
import { transfers } from './section-transfers.js'
import { world } from './section-world.js'

const REFRESH_MS = 3_000

/** Each section: load() fetches what it shows, draw(data, reload) makes its elements. */
const sections = [
  world,
  scanning,
  groups,
  payments,
  refunds,
  transfers,
  account,
  bills,
  shipping,
  callbacks,
  requests,
  faults,
  clock,
]
const menu = document.getElementById('menu')
const view = document.getElementById('view')
let shown = null

const current = () => sections.find(({ id }) => `#${id}` === location.hash) ?? sections[0]

function drawMenu() {
  menu.replaceChildren(
    ...sections.map(({ id, title }) =>
      h('a', { href: `#${id}`, 'aria-current': id === current().id ? 'page' : null }, title),
    ),
    h('a', { href: '/chat' }, '聊天窗口'),
  )
}

/** Somebody is reading or typing: an automatic refresh would take it away. */
const inUse = () =>
  view.querySelector('details[open], .result:not([hidden]), .notice:not([hidden])') !== null ||
  view.contains(document.activeElement)

async function show({ quietly = false } = {}) {
  const section = current()
  const title = h('h2', {}, section.title)
  if (!quietly) {
    view.replaceChildren(title, h('div', { class: 'skeleton', 'aria-label': '正在读取' }))
  }
  try {
    const data = await section.load()
    if (section !== current() || (quietly && inUse())) {
      return
    }
    const text = JSON.stringify(data)
    if (!quietly || text !== shown) {
      view.replaceChildren(title, ...section.draw(data, () => show()))
      shown = text
    }
  } catch (error) {
    const again = h('button', { type: 'button', onclick: () => show() }, '再试一次')
    view.replaceChildren(
      title,
      h('p', { class: 'notice', role: 'alert' }, `读取失败：${error.message} `, again),
    )
  }
}

async function drawClock() {
  const { now, offsetMs } = await control('/clock')
  const ahead = offsetMs === 0 ? '' : `（快 ${(offsetMs / 3_600_000).toFixed(1)} 小时）`
  document.getElementById('now').textContent = `沙盒时间 ${when(now)}${ahead}`
}

window.addEventListener('hashchange', () => {
  drawMenu()
  void show()
})
setInterval(() => {
  if (!document.hidden) {
    void show({ quietly: true })
    drawClock().catch(() => {
      document.getElementById('now').textContent = '沙盒没有应答'
    })
  }
}, REFRESH_MS)
drawMenu()
void show()
void drawClock()
