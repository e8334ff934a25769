import { z } from 'zod'
import { optionalText } from './contact-shapes.js'
import type { Transport } from './transport.js'

const NOT_PERMITTED = 48002
/** The ids belong to nobody's contact, or to another subject. */
const UNKNOWN = [40096, 40058, 84061] as const

/** Optional for a self-built app: a refusal is an answer here, no wrong setting. */
export const OPTIONAL_APIS: readonly string[] = ['idconvert/unionid_to_external_userid']

const Converted = z.object({ external_userid: optionalText })

/** Source: WeCom documents 93274, 97108; wechat-contract.md B.2. */
export function idConversionCalls({ askExpecting }: Transport) {
  return {
    /**
     * The external userid of a user of the mini-program; null when they are nobody's contact. `not-permitted`: this app
     * may not ask.
     */
    async externalUseridOf(
      user: Readonly<{ unionid: string; openid: string }>,
    ): Promise<Readonly<{ externalUserid: string | null }> | 'not-permitted'> {
      const answer = await askExpecting({
        api: 'idconvert/unionid_to_external_userid',
        json: { ...user, subject_type: 0 },
        answer: Converted,
        expected: [NOT_PERMITTED, ...UNKNOWN],
      })
      if ('errcode' in answer) {
        return answer.errcode === NOT_PERMITTED ? 'not-permitted' : { externalUserid: null }
      }
      return { externalUserid: answer.value.external_userid ?? null }
    },
  }
}
