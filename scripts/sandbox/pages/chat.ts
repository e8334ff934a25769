import type { Context } from '../context.js'
import { contactKey } from '../world/world.js'
import type { Contact, Staff } from '../world/model.js'
import { html, type Html } from './html.js'
import type { PageRoute } from './pages.js'
import { face } from './people-list.js'
import { STAFF_COOKIE } from './staff-login.js'

const SHOWN_CONTACTS = 60

const nameOf = ({ world }: Context, externalUserid: string) =>
  world.people.by('externalUserid', externalUserid)[0]?.name ?? externalUserid

const chatLink = (userid: string, externalUserid: string) =>
  `/chat?${new URLSearchParams({ userid, external_userid: externalUserid }).toString()}`

function contactList(context: Context, staff: Staff, current: string | null): Html {
  const all = context.world.contacts.by('userid', staff.userid)
  const contacts = all.slice(-SHOWN_CONTACTS).reverse()
  if (contacts.length === 0) {
    return html`<p class="empty">${staff.name}还没有顾客。先用活码加一位。</p>`
  }
  return html`<ul class="rows">
    ${contacts.map(({ externalUserid }) => {
      const name = nameOf(context, externalUserid)
      const mark = externalUserid === current ? 'row current' : 'row'
      return html`<li>
        <a class="${mark}" href="${chatLink(staff.userid, externalUserid)}">
          ${face(name)}<span class="row-main">${name}</span>
        </a>
      </li>`
    })}
  </ul>`
}

function attachmentLine(attachment: unknown): Html {
  const kind = (attachment as { msgtype?: unknown }).msgtype
  const names: Record<string, string> = { image: '图片', link: '链接', miniprogram: '小程序卡片' }
  return html`<p class="bubble">[${names[String(kind)] ?? '附件'}]</p>`
}

function conversation(context: Context, contact: Contact): Html {
  const { externalUserid, userid, createtimeSeconds } = contact
  const sent = context.world.messages.filter(
    (one) => one.externalUserid === externalUserid && one.userid === userid,
  )
  const day = new Date(createtimeSeconds * 1000).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour12: false,
  })
  const left = html`<p class="divider">顾客已把员工删除，企业微信里看不出来</p>`
  return html`<p class="divider">${day} 成为好友</p>
    ${sent.map(
      ({ text, attachments }) =>
        html`<div class="turn">
          ${text === '' ? null : html`<p class="bubble">${text}</p>`}
          ${attachments.map(attachmentLine)}
        </div>`,
    )}
    ${sent.length === 0 ? html`<p class="empty">还没有消息。欢迎语到达后刷新可见。</p>` : null}
    ${contact.leftByCustomer ? left : null}`
}

function staffPicker({ world }: Context, current: string): Html {
  return html`<form class="picker" method="get" action="/chat">
    <label for="userid">员工</label>
    <select id="userid" name="userid">
      ${world.staff
        .all()
        .map(({ userid, name }) =>
          userid === current
            ? html`<option value="${userid}" selected>${name}</option>`
            : html`<option value="${userid}">${name}</option>`,
        )}
    </select>
    <button>切换</button>
  </form>`
}

function sidebar({ settings }: Context, contact: Contact | undefined): Html {
  if (settings.sidebarUrl === null) {
    return html`<p class="empty">还没有设置侧边栏的地址。</p>`
  }
  return contact === undefined
    ? html`<p class="empty">选择一位顾客后，这里打开侧边栏。</p>`
    : html`<iframe
        title="侧边栏"
        data-src="${settings.sidebarUrl}"
        width="375"
        height="720"
        data-external-userid="${contact.externalUserid}"
      ></iframe>`
}

/** A WeCom chat window with the server's sidebar beside it. */
export const chatPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/chat',
    run({ context, fields }) {
      const { world } = context
      const staff = world.staff.get(fields['userid'] ?? '') ?? world.staff.all()[0]
      if (staff === undefined) {
        return { title: '聊天', kind: 'chat', body: html`<p class="empty">沙盒里还没有员工。</p>` }
      }
      const newest = world.contacts.by('userid', staff.userid).at(-1)?.externalUserid
      const external = fields['external_userid'] ?? newest ?? ''
      const contact = world.contacts.get(contactKey(staff.userid, external))
      const title = contact === undefined ? '聊天' : nameOf(context, external)
      const body = html`<div class="window">
          <nav class="chat-list" aria-label="顾客">
            ${staffPicker(context, staff.userid)} ${contactList(context, staff, external)}
          </nav>
          <main class="chat-main">
            <header class="bar"><h1>${title}</h1></header>
            <div class="chat-log">
              ${
                contact === undefined
                  ? html`<p class="empty">选择一位顾客。</p>`
                  : conversation(context, contact)
              }
            </div>
          </main>
          <aside class="chat-side">${sidebar(context, contact)}</aside>
        </div>
        <script type="module" src="/assets/chat.js"></script>`
      const cookie = `${STAFF_COOKIE}=${encodeURIComponent(staff.userid)}; Path=/; SameSite=Lax`
      return { title, kind: 'chat', body, cookie }
    },
  },
]
