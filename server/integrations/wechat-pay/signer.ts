import { randomBytes } from 'node:crypto'
import Pay from 'wechatpay-node-v3'
import type { Clock } from '../../platform/clock/index.js'

export type SignerSettings = Readonly<{
  appid: string
  mchId: string
  /** Of the merchant's API certificate, hexadecimal. */
  merchantSerial: string
  merchantCertPem: string
  merchantPrivateKeyPem: string
}>

/** What the library calls to send a request: its own seam, `createHttp`. */
export type Sender = Parameters<Pay['createHttp']>[0]

/** The library writes this host into every address and leaves it out of what it signs. */
export const PAY_ORIGIN = 'https://api.mch.weixin.qq.com'

const NONCE_BYTES = 16

/**
 * wechatpay-node-v3 as what it is good for: it writes and signs requests. Two things of its own are replaced: the nonce
 * (`Math.random` there) and the time (the machine's there; ours is the business clock). Its decrypt and verify are never used:
 * they check neither tag nor age. Sending is ours, by the seam.
 */
export class RequestSigner extends Pay {
  private readonly clock: Clock

  constructor(settings: SignerSettings, clock: Clock, sender: Sender) {
    super({
      appid: settings.appid,
      mchid: settings.mchId,
      serial_no: settings.merchantSerial,
      publicKey: Buffer.from(settings.merchantCertPem),
      privateKey: Buffer.from(settings.merchantPrivateKeyPem),
      userAgent: 'huike',
    })
    this.clock = clock
    this.createHttp(sender)
  }

  /** The `Authorization` of a request. Source: WeChat Pay v3, 签名生成. */
  override buildAuthorization(
    method: string,
    url: string,
    params?: Record<string, unknown>,
  ): string {
    const { nonce, timestamp } = this.mark()
    const path = url.replace(PAY_ORIGIN, '')
    const signature = this.getSignature(method, nonce, timestamp, path, params)
    return this.getAuthorization(nonce, timestamp, signature)
  }

  /** Parameters of `wx.requestPayment`. Source: WeChat Pay v3, 小程序调起支付. */
  paymentParams(prepayId: string) {
    const { nonce: nonceStr, timestamp: timeStamp } = this.mark()
    const packaged = `prepay_id=${prepayId}`
    const paySign = this.sha256WithRsa(`${this.appid}\n${timeStamp}\n${nonceStr}\n${packaged}\n`)
    return { timeStamp, nonceStr, package: packaged, signType: 'RSA' as const, paySign }
  }

  private mark() {
    const nonce = randomBytes(NONCE_BYTES).toString('hex')
    return { nonce, timestamp: String(Math.floor(this.clock.now().getTime() / 1_000)) }
  }
}
