import type { Context } from '../context.js'
import { mintLoginCode } from '../world/codes.js'
import type { Person } from '../world/model.js'
import { carried, html } from './html.js'
import { checkAppid } from './login.js'
import type { PageRoute } from './pages.js'
import { maskedPhone, phone } from './people-list.js'
import { PageError, returnAddress, withParams } from './redirect.js'

function byOpenid({ world }: Context, openid: string | undefined): Person {
  const person = world.people.by('openid', openid ?? '')[0]
  if (person === undefined) {
    throw new PageError(404, '找不到这个 openid')
  }
  return person
}

/** In place of the button with open-type getPhoneNumber: the person allows or refuses. */
export const phonePages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/h5/phone',
    run({ context, fields }) {
      checkAppid(context, fields['appid'])
      returnAddress(fields['redirect_uri'] ?? '')
      const person = byOpenid(context, fields['openid'])
      const body = html`<section class="sheet">
        <h2>申请获取你的手机号</h2>
        <p class="number">${maskedPhone(person.phone)}</p>
        <p class="quiet">微信绑定号码。不允许也能继续使用。</p>
        <form method="post" action="/h5/phone" class="two">
          ${carried(fields)}
          <button name="answer" value="refuse">不允许</button>
          <button name="answer" value="allow" class="primary">允许</button>
        </form>
      </section>`
      return { title: '手机号', body: phone('手机号', body) }
    },
  },
  {
    method: 'POST',
    path: '/h5/phone',
    run({ context, fields }) {
      const target = returnAddress(fields['redirect_uri'] ?? '')
      if (fields['answer'] !== 'allow') {
        return { redirect: withParams(target, { phone_refused: '1' }) }
      }
      const { personId } = byOpenid(context, fields['openid'])
      const wanted = { kind: 'phone', subject: personId } as const
      const code = mintLoginCode(context.world, wanted, context.clock.now())
      return { redirect: withParams(target, { phone_code: code }) }
    },
  },
]
