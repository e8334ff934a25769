/* global document, fetch, FormData */

/** Element with properties, listeners (`onclick`) and children; null children are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value)
    } else if (value === true) {
      element.setAttribute(name, '')
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value))
    }
  }
  const kept = children.flat().filter((child) => child !== null && child !== undefined)
  element.append(...kept)
  return element
}

/** Calls the control API; throws a sentence when it refuses. */
export async function control(path, { method = 'GET', body } = {}) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const response = await fetch(`/control${path}`, init)
  const answer = await response.json()
  if (!response.ok) {
    throw new Error(answer.detail ? `${answer.error}：${answer.detail}` : answer.error)
  }
  return answer
}

export const post = (path, body = {}) => control(path, { method: 'POST', body })

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** `11-20 14:05:09`, Asia/Shanghai. */
export const when = (moment) =>
  new Date(new Date(moment).getTime() + SHANGHAI_OFFSET_MS)
    .toISOString()
    .slice(5, 19)
    .replace('T', ' ')

export const yuan = (fen) => `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** Yuan typed in, as fen, by its digits. */
export function fenOf(text) {
  const found = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (found === null) {
    throw new Error('请填写金额，例如 100 或 99.50')
  }
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}

/** Table with a head; one sentence when there are no rows. */
export function table(heads, rows, empty) {
  if (rows.length === 0) {
    return h('div', { class: 'card' }, h('p', { class: 'quiet' }, empty))
  }
  const head = heads.map((text) => h('th', { scope: 'col' }, text))
  return h(
    'div',
    { class: 'card tight' },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, head)),
      h(
        'tbody',
        {},
        rows.map((cells) =>
          h(
            'tr',
            {},
            cells.map((cell) => h('td', {}, cell)),
          ),
        ),
      ),
    ),
  )
}

/** A form whose fields come back as an object of texts; what goes wrong is told below it. */
export function form(fields, { label, submit }) {
  const note = h('p', { role: 'status', hidden: true })
  const button = h('button', { class: 'primary', type: 'submit' }, label)
  async function send(event) {
    event.preventDefault()
    button.disabled = true
    const values = Object.fromEntries(new FormData(event.target).entries())
    try {
      const done = await submit(values)
      note.className = 'result'
      note.replaceChildren(done ?? '已完成')
    } catch (error) {
      note.className = 'notice'
      note.replaceChildren(error.message)
    }
    note.hidden = false
    button.disabled = false
  }
  return h('form', { onsubmit: send }, h('div', { class: 'form' }, fields, button), note)
}

export const field = (label, input) => h('label', {}, label, input)

export const select = (name, options, chosen) =>
  h(
    'select',
    { name },
    options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)),
  )

/** A button that does one thing and says when it could not. */
export function action(label, run, props = {}) {
  const button = h('button', { ...props, type: 'button', onclick: click }, label)
  async function click() {
    button.disabled = true
    try {
      await run()
    } catch (error) {
      button.after(h('span', { class: 'notice', role: 'alert' }, error.message))
    }
    button.disabled = false
  }
  return button
}

/** Expandable text: JSON laid out, anything else as it is. */
export function fold(summary, value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return h('details', {}, h('summary', {}, summary), h('pre', {}, text))
}

export const card = (title, ...children) =>
  h('section', { class: 'card' }, h('h3', {}, title), ...children)
