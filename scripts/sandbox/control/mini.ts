import { z } from 'zod'
import { sendMiniPush } from '../mini/push.js'
import { mintLoginCode } from '../world/codes.js'
import { route } from './api.js'
import { personById } from './people.js'

const Who = z.strictObject({ personId: z.string() })
const Push = z.strictObject({
  body: z.union([z.string(), z.record(z.string(), z.unknown())]),
  format: z.enum(['xml', 'json']).default('json'),
  personId: z.string().optional(),
})

export const miniRoutesOfControl = [
  route('POST', '/mini/login', Who, ({ context, body }) => {
    const { personId, openid } = personById(context, body.personId)
    const wanted = { kind: 'mini', subject: personId } as const
    return { code: mintLoginCode(context.world, wanted, context.clock.now()), personId, openid }
  }),
  route('POST', '/mini/phone-code', Who, ({ context, body }) => {
    const { personId } = personById(context, body.personId)
    const wanted = { kind: 'phone', subject: personId } as const
    return { code: mintLoginCode(context.world, wanted, context.clock.now()) }
  }),
  route('POST', '/mini/push', Push, ({ context, body: { personId, ...push } }) => {
    const openid = personId === undefined ? '' : personById(context, personId).openid
    return { callbackId: sendMiniPush(context, { ...push, openid }).id }
  }),
]
