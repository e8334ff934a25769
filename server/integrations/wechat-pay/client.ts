import type { Clock } from '../../platform/clock/index.js'
import type { HttpClient } from '../../platform/http-client/index.js'
import { billCalls } from './bills.js'
import { downloadCertificates } from './certificates.js'
import { verifyingSender } from './gateway.js'
import { payKeys, type PayKeys } from './keys.js'
import { orderCalls } from './order.js'
import { prepayCalls } from './prepay.js'
import { refundCalls } from './refund.js'
import { RequestSigner, type SignerSettings } from './signer.js'

export type PaySettings = SignerSettings &
  Readonly<{
    /** 32 characters. */
    apiV3Key: string
    /** Public-key mode; without it platform certificates are downloaded. */
    publicKey?: Readonly<{ id: string; pem: string }>
  }>

type Deps = Readonly<{
  /** On `PAY_API_BASE`. */
  http: HttpClient
  settings: PaySettings
  clock: Clock
  /** For the age of downloaded certificates; replaced in tests. */
  monotonicMs?: () => number
  /** Of another client of this merchant, so that they are downloaded once. */
  keys?: PayKeys
}>

export type PayClient = ReturnType<typeof payClient>

/**
 * WeChat Pay v3 in our words. Every call throws `CallFailed` with a code of `payErrors`. After `wechat-pay-outcome-unknown` ask
 * with `queryByOutTradeNo` or `queryRefund`; never send the same thing under a new number. `keys` are for `openPayNotification`.
 */
export function payClient({ http, settings, clock, monotonicMs, keys: shared }: Deps) {
  const { apiV3Key, publicKey } = settings
  const ownKey = publicKey === undefined ? {} : { publicKey }
  const authorize = (url: string) => signer.buildAuthorization('GET', url)
  const keys: PayKeys =
    shared ??
    payKeys({
      clock,
      download: () => downloadCertificates({ http, clock, apiV3Key, authorize, ...ownKey }),
      ...ownKey,
      ...(monotonicMs && { monotonicMs }),
    })
  const sender = verifyingSender({ http, keys, clock })
  const signer = new RequestSigner(settings, clock, sender)
  return {
    keys,
    ...prepayCalls(signer),
    ...orderCalls(signer, settings.mchId),
    ...refundCalls(signer),
    ...billCalls({ signer, sender, http }),
  }
}
