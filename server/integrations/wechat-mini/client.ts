import { z } from 'zod'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { CallFailed, type HttpClient } from '../../platform/http-client/index.js'
import type { TokenCache } from '../../platform/tokens/index.js'
import { shippingCalls } from './shipping.js'
import { miniTransport, parseFields, type MiniSettings } from './transport.js'

export type MiniSession = Readonly<{
  openid: string
  /** Only when the mini-program is bound to an open-platform account. */
  unionid?: string
  /** A secret between WeChat and us: never to the client, never into a log. */
  sessionKey: string
}>

export type MiniPhone = Readonly<{ phone: string; countryCode: string }>

type CodePicture = Readonly<{
  /** 1 to 32 characters of `A-Z a-z 0-9 !#$&'()*+,/:;=?@-._~`. */
  scene: string
  /** Without leading slash and query: `pages/product/index`. */
  page: string
  /** 280 to 1280. */
  widthPixels?: number
  /** Default true: WeChat refuses a page that is not published. */
  checkPage?: boolean
}>

const BAD_CODE = 40029
const CODE_USED = 40163
const USER_BLOCKED = 40226

const SessionAnswer = z.object({
  openid: z.string().min(1),
  unionid: z.string().min(1).optional(),
  session_key: z.string().min(1),
})

const PhoneAnswer = z.object({
  phone_info: z.object({
    purePhoneNumber: z.coerce.string().min(1),
    // A number in some answers, text in others.
    countryCode: z.coerce.string().min(1),
    watermark: z.object({ appid: z.string() }),
  }),
})

export type MiniClient = ReturnType<typeof miniClient>

type Deps = Readonly<{
  /** On `MINI_API_BASE`. */
  http: HttpClient
  tokens: TokenCache
  settings: MiniSettings
}>

/** The mini-program's server APIs in our words. Every call throws `CallFailed` with a code of `miniErrors`. */
export function miniClient(deps: Deps) {
  const { settings } = deps
  const transport = miniTransport(deps)
  return {
    ...shippingCalls(transport, settings.appid),

    /**
     * Who logged in with this code of `wx.login`; it works once, for 5 minutes. Refuses `login-code-invalid` and
     * `login-blocked`. Source: documents of `code2Session`.
     */
    async sessionOfCode(
      jsCode: string,
    ): Promise<Result<MiniSession, 'login-code-invalid' | 'login-blocked'>> {
      const api = 'jscode2session'
      const query = {
        appid: settings.appid,
        secret: settings.secret,
        js_code: jsCode,
        grant_type: 'authorization_code',
      }
      const request = { api, path: '/sns/jscode2session', query }
      const answer = await transport.ask(request, [BAD_CODE, CODE_USED, USER_BLOCKED])
      if (answer.errcode === USER_BLOCKED) {
        return refuse('login-blocked')
      }
      if (answer.errcode !== 0) {
        return refuse('login-code-invalid')
      }
      const { openid, unionid, session_key } = parseFields(SessionAnswer, api, answer)
      return ok({ openid, sessionKey: session_key, ...(unionid && { unionid }) })
    },

    /**
     * The number behind a code of the phone button (not the log-in code); it works once, for 5 minutes. `phone` is without
     * country code. Refuses `phone-code-invalid`. Source: documents of `getPhoneNumber`.
     */
    async phoneOfCode(code: string): Promise<Result<MiniPhone, 'phone-code-invalid'>> {
      const api = 'getuserphonenumber'
      const request = { api, path: '/wxa/business/getuserphonenumber', json: { code } }
      const answer = await transport.askWithToken(request, [BAD_CODE])
      if (answer.errcode === BAD_CODE) {
        return refuse('phone-code-invalid')
      }
      const { phone_info } = parseFields(PhoneAnswer, api, answer)
      if (phone_info.watermark.appid !== settings.appid) {
        throw unexpected(api)
      }
      return ok({ phone: phone_info.purePhoneNumber, countryCode: phone_info.countryCode })
    },

    /** The picture (jpeg or png) of a mini-program code, valid for ever. Source: documents of `getUnlimitedQRCode`. */
    async codePicture({ scene, page, widthPixels, checkPage }: CodePicture): Promise<Buffer> {
      const api = 'getwxacodeunlimit'
      const json = { scene, page, width: widthPixels, check_path: checkPage ?? true }
      const request = { api, path: '/wxa/getwxacodeunlimit', json }
      const { picture } = await transport.askWithToken(request)
      if (picture === null) {
        throw unexpected(api)
      }
      return picture
    },
  }
}

function unexpected(api: string): CallFailed {
  return new CallFailed('mini-answer-unexpected', { api, effect: 'none', retriable: false })
}
