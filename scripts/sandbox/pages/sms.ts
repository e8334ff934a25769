import { html } from './html.js'
import type { PageRoute } from './pages.js'
import { phone } from './people-list.js'

const SHOWN = 30

const when = (at: number) =>
  new Date(at).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })

/** The text messages that telephones of this world have got, newest first. */
export const smsPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/sms',
    run({ context: { world }, fields }) {
      const wanted = fields['phone'] ?? ''
      const all = wanted === '' ? world.textMessages.all() : world.textMessages.by('phone', wanted)
      const newest = all.slice(-SHOWN).reverse()
      const nameOf = (number: string) =>
        world.people.by('phone', number)[0]?.name ?? '没有主人的号码'
      const body =
        newest.length === 0
          ? html`<p class="empty">还没有短信。店员在侧边栏发出验证码后，会出现在这里。</p>`
          : html`<ul class="texts">
              ${newest.map(
                (one) =>
                  html`<li>
                    <p>${one.text}</p>
                    <small>${nameOf(one.phone)} ${one.phone} · ${when(one.at)}</small>
                  </li>`,
              )}
            </ul>`
      return { title: '短信', body: phone('短信', body) }
    },
  },
]
