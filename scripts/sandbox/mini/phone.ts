import { useLoginCode } from '../world/codes.js'
import type { MiniApi, MiniCall } from './api.js'
import { MiniError } from './errors.js'

/** The number behind a button tap: single use, 5 min. Source: mini-program docs, getPhoneNumber. */
function phoneNumber({ context, body }: MiniCall): { json: object } {
  const { world, clock, keys } = context
  const code = body.text('code')
  if (code === '') {
    throw new MiniError(41008)
  }
  const found = world.loginCodes.get(code)
  const owner = world.people.get(found?.subject ?? '')
  if (body.has('openid') && owner !== undefined && body.text('openid') !== owner.openid) {
    throw new MiniError(40003)
  }
  const use = useLoginCode(world, { kind: 'phone', code }, clock.now())
  if (use.outcome !== 'ok' || owner === undefined) {
    throw new MiniError(40029)
  }
  return {
    json: {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: owner.phone,
        purePhoneNumber: owner.phone,
        countryCode: '86',
        watermark: { timestamp: clock.nowSeconds(), appid: keys.miniAppId },
      },
    },
  }
}

export const phoneApis: readonly MiniApi[] = [
  { method: 'POST', path: '/wxa/business/getuserphonenumber', run: phoneNumber },
]
