import { z } from 'zod'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { optionalText } from './contact-shapes.js'
import type { Transport } from './transport.js'

export type LoggedIn =
  | Readonly<{ kind: 'staff'; userid: string }>
  /** Somebody from outside the company; a customer when there is an external userid. */
  | Readonly<{ kind: 'outsider'; externalUserid?: string }>

const BAD_CODE = 40029

// The documents spell the names in lower case, older answers as UserId and OpenId.
const Answer = z.object({
  userid: optionalText,
  UserId: optionalText,
  external_userid: optionalText,
})

/** Source: WeCom document 98176. */
export function oauthCalls({ askExpecting }: Transport) {
  return {
    /** Who logged in with this code; it works once, for 5 minutes. Refuses `login-code-invalid`. */
    async staffOfLoginCode(code: string): Promise<Result<LoggedIn, 'login-code-invalid'>> {
      const answer = await askExpecting({
        api: 'auth/getuserinfo',
        query: { code },
        answer: Answer,
        expected: [BAD_CODE],
      })
      if ('errcode' in answer) {
        return refuse('login-code-invalid')
      }
      const { userid = answer.value.UserId, external_userid: externalUserid } = answer.value
      return userid === undefined
        ? ok({ kind: 'outsider', ...(externalUserid && { externalUserid }) })
        : ok({ kind: 'staff', userid })
    },
  }
}
