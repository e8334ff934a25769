import { useLoginCode } from '../world/codes.js'
import type { WecomApi } from './api.js'
import { WecomError } from './errors.js'

const TICKET_SECONDS = 7_200

/** Who logged in with this code: single use, 5 min. Source: WeCom 91023, 获取访问用户身份. */
const getUserInfo: WecomApi = {
  method: 'GET',
  path: '/auth/getuserinfo',
  run({ context, query }) {
    const code = { kind: 'staff', code: query['code'] ?? '' } as const
    const use = useLoginCode(context.world, code, context.clock.now())
    if (use.outcome !== 'ok') {
      throw new WecomError(40029)
    }
    context.touch()
    const person = context.world.people.get(use.subject)
    if (person === undefined) {
      return { userid: use.subject, user_ticket: '' }
    }
    return { openid: person.openid, external_userid: person.externalUserid }
  },
}

/** One ticket per kind and two hours, as the platform hands it out. */
function ticket(kind: string): WecomApi['run'] {
  return ({ context }) => {
    const slot = Math.floor(context.clock.nowSeconds() / TICKET_SECONDS)
    const value = context.world.mint('ticket', { length: 86, name: `${kind}:${slot}` })
    return { ticket: value, expires_in: TICKET_SECONDS }
  }
}

/** Source: WeCom 90506, 获取企业/应用的jsapi_ticket. */
export const oauthApis: readonly WecomApi[] = [
  getUserInfo,
  { method: 'GET', path: '/get_jsapi_ticket', run: ticket('corp') },
  {
    method: 'GET',
    path: '/ticket/get',
    run(call) {
      if (call.query['type'] !== 'agent_config') {
        throw new WecomError(40058, 'invalid type')
      }
      return ticket('agent')(call)
    },
  },
]
