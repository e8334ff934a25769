import type { Context } from '../context.js'
import { mintLoginCode } from '../world/codes.js'
import { carried, html } from './html.js'
import type { PageAnswer, PageCall, PageRoute } from './pages.js'
import { phone, staffButtons } from './people-list.js'
import { PageError, returnAddress, withParams } from './redirect.js'

/** Set by the chat window: its staff member is logged in inside the client already. */
export const STAFF_COOKIE = 'sandbox_staff'

function checkApp({ keys }: Context, fields: Record<string, string>): void {
  if (fields['appid'] !== keys.corpId) {
    throw new PageError(400, 'appid 不是沙盒里的企业')
  }
  if (fields['agentid'] !== undefined && fields['agentid'] !== keys.agentId) {
    throw new PageError(400, 'agentid 不是沙盒里的应用')
  }
}

function backWithCode(context: Context, userid: string, fields: Record<string, string>) {
  const target = returnAddress(fields['redirect_uri'] ?? '')
  const wanted = { kind: 'staff', subject: userid } as const
  const code = mintLoginCode(context.world, wanted, context.clock.now())
  return { redirect: withParams(target, { code, state: fields['state'] ?? '' }) }
}

function chooser({ context, fields, cookie, framed }: PageCall, action: string): PageAnswer {
  checkApp(context, fields)
  returnAddress(fields['redirect_uri'] ?? '')
  const inClient = new RegExp(`(?:^|; )${STAFF_COOKIE}=([^;]+)`).exec(cookie)?.[1]
  const userid = decodeURIComponent(inClient ?? '')
  if (framed && context.world.staff.get(userid) !== undefined) {
    return backWithCode(context, userid, fields)
  }
  const body = html`<p class="lead">以哪位员工登录？</p>
    <form method="post" action="${action}">
      ${carried(fields)} ${staffButtons(context.world.staff.all())}
    </form>`
  return { title: '企业微信登录', body: phone('企业微信登录', body) }
}

function chosen({ context, fields }: PageCall): PageAnswer {
  checkApp(context, fields)
  const { userid = '' } = fields
  if (context.world.staff.get(userid) === undefined) {
    throw new PageError(404, '找不到这位员工')
  }
  return backWithCode(context, userid, fields)
}

/** The two web log-ins of WeCom: inside the client, and in a browser. */
export const staffLoginPages: readonly PageRoute[] = [
  '/open/connect/oauth2/authorize',
  '/wwlogin/sso/login',
].flatMap((path): PageRoute[] => [
  { method: 'GET', path, run: (call) => chooser(call, path) },
  { method: 'POST', path, run: chosen },
])
