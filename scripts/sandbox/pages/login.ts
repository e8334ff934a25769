import type { Context } from '../context.js'
import { personById } from '../control/people.js'
import { mintLoginCode } from '../world/codes.js'
import type { Person } from '../world/model.js'
import { addPerson, findPeople } from '../world/people.js'
import { carried, html, type Html } from './html.js'
import type { PageCall, PageRoute } from './pages.js'
import { peopleButtons, phone } from './people-list.js'
import { PageError, returnAddress, withParams } from './redirect.js'

const SHOWN_PEOPLE = 30
const MAX_NAME_CHARS = 20

export function checkAppid({ keys }: Context, appid: string | undefined): void {
  if (appid !== undefined && appid !== keys.miniAppId) {
    throw new PageError(400, 'appid 与沙盒里的小程序不一致')
  }
}

/** Choose somebody, look for somebody, or add somebody: the same for log-in and scanning. */
export function personChooser(
  { world }: Context,
  { action, fields, adding }: { action: string; fields: Record<string, string>; adding: string },
): Html {
  const { q = '', ...kept } = fields
  const people = findPeople(world, { query: q, limit: SHOWN_PEOPLE })
  return html`<form class="search" method="get" action="${action}" role="search">
      ${carried(kept)}
      <input name="q" value="${q}" placeholder="找名字或手机号" aria-label="找名字或手机号" />
      <button>找</button>
    </form>
    <form class="card add" method="post" action="${action}">
      ${carried(kept)}
      <label for="name">${adding}</label>
      <div class="inline">
        <input id="name" name="name" required maxlength="${MAX_NAME_CHARS}" placeholder="名字" />
        <button class="primary">添加</button>
      </div>
    </form>
    <form method="post" action="${action}">${carried(kept)} ${peopleButtons(people)}</form>`
}

/** The person whose row was tapped, or a new one under the typed name. */
export function chosenPerson({ context, fields }: PageCall): Person {
  const { personId, name = '' } = fields
  if (personId !== undefined) {
    return personById(context, personId)
  }
  const trimmed = name.trim().slice(0, MAX_NAME_CHARS)
  if (trimmed === '') {
    throw new PageError(400, '请填写名字')
  }
  return addPerson(context.world, { name: trimmed }, context.clock.now())
}

/** In place of wx.login: a person is picked, the code goes back. */
export const loginPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/h5/login',
    run({ context, fields }) {
      checkAppid(context, fields['appid'])
      returnAddress(fields['redirect_uri'] ?? '')
      const chooser = { action: '/h5/login', fields, adding: '新顾客' }
      const body = html`<p class="lead">以谁的微信登录小程序？</p>
        ${personChooser(context, chooser)}`
      return { title: '微信登录', body: phone('微信登录', body) }
    },
  },
  {
    method: 'POST',
    path: '/h5/login',
    run(call) {
      const { context, fields } = call
      checkAppid(context, fields['appid'])
      const target = returnAddress(fields['redirect_uri'] ?? '')
      const { personId } = chosenPerson(call)
      const wanted = { kind: 'mini', subject: personId } as const
      const code = mintLoginCode(context.world, wanted, context.clock.now())
      return { redirect: withParams(target, { code, state: fields['state'] ?? '' }) }
    },
  },
]
