import QRCode from 'qrcode'
import type { Context } from '../context.js'
import { ControlError } from '../control/api.js'
import { scan } from '../control/contacts.js'
import type { ContactWay } from '../world/model.js'
import { html, trusted, type Html } from './html.js'
import { chosenPerson, personChooser } from './login.js'
import type { PageRoute } from './pages.js'
import { phone } from './people-list.js'

function wayOf({ world }: Context, configId: string | undefined): ContactWay {
  const way = world.contactWays.get(configId ?? '')
  if (way === undefined) {
    throw new ControlError(404, 'contact-way-not-found', configId)
  }
  return way
}

const namesOf = ({ world }: Context, way: ContactWay) =>
  way.users.map((userid) => world.staff.get(userid)?.name ?? userid).join('、')

async function codeCard(context: Context, way: ContactWay): Promise<Html> {
  const address = `${context.url()}/qr/${way.configId}`
  const svg = await QRCode.toString(address, { type: 'svg', margin: 1 })
  return html`<section class="card code">
    <div class="qr" aria-hidden="true">${trusted(svg)}</div>
    <p><strong>${namesOf(context, way)}</strong></p>
    <p class="quiet">${way.remark === '' ? '渠道活码' : way.remark}</p>
  </section>`
}

function result(context: Context, done: ReturnType<typeof scan>): Html {
  const staff = context.world.staff.get(done.userid)?.name ?? done.userid
  const query = new URLSearchParams({
    userid: done.userid,
    external_userid: done.externalUserid,
  }).toString()
  const text = done.alreadyFriends ? `已经是${staff}的好友` : `已添加${staff}为好友`
  return html`<section class="sheet">
    <p class="done" role="status">${text}</p>
    <p class="quiet">欢迎语会在几秒内到达聊天窗口。</p>
    <a class="button primary big" href="/chat?${query}">看聊天窗口</a>
  </section>`
}

/** What the qr_code of a channel code leads to: the code itself, and who scans it. */
export const scanPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/qr/:configId',
    async run({ context, params, fields }) {
      const way = wayOf(context, params['configId'])
      const chooser = { action: `/qr/${way.configId}`, fields, adding: '一位还没加过的顾客' }
      const body = html`${await codeCard(context, way)}
        <p class="lead">谁来扫这个码？</p>
        ${personChooser(context, chooser)}`
      return { title: '扫一扫', body: phone('扫一扫', body) }
    },
  },
  {
    method: 'POST',
    path: '/qr/:configId',
    run(call) {
      const { context, params } = call
      const { configId } = wayOf(context, params['configId'])
      const { personId } = chosenPerson(call)
      const done = scan(context, { personId, configId, half: false, welcome: true })
      return { title: '添加好友', body: phone('添加好友', result(context, done)) }
    },
  },
  {
    method: 'GET',
    path: '/mini-code',
    run({ context, fields }) {
      const { page = '', scene = '' } = fields
      const origin = context.settings.sidebarUrl ?? context.settings.targets.wecom
      const base = origin === null ? null : new URL(origin).origin
      const query = new URLSearchParams({ scene }).toString()
      const link =
        base === null
          ? html`<p class="quiet">沙盒还不知道服务的地址。</p>`
          : html`<a class="button primary big" href="${base}/m/#/${page}?${query}">打开小程序</a>`
      const body = html`<section class="sheet">
        <p>小程序码</p>
        <dl class="facts">
          <dt>页面</dt>
          <dd>${page === '' ? '首页' : page}</dd>
          <dt>参数</dt>
          <dd>${scene}</dd>
        </dl>
        ${link}
      </section>`
      return { title: '小程序码', body: phone('小程序码', body) }
    },
  },
]
