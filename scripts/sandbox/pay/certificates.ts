import { createCipheriv, randomBytes } from 'node:crypto'
import type { Context } from '../context.js'
import { shanghaiTime } from '../clock.js'
import type { PayApi } from './api.js'
import { PayError } from './errors.js'
import { validCertificates } from './platform-certificates.js'

type Sealed = Readonly<{
  algorithm: 'AEAD_AES_256_GCM'
  nonce: string
  associated_data: string
  ciphertext: string
}>

/** AES-256-GCM under the APIv3 key; the last 16 bytes of the ciphertext are the tag. */
export function sealForMerchant(
  text: string,
  aad: string,
  { apiV3Key }: { apiV3Key: string },
): Sealed {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce))
  cipher.setAAD(Buffer.from(aad))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    nonce,
    associated_data: aad,
    ciphertext: sealed.toString('base64'),
  }
}

/** The platform certificates that are valid, encrypted; 404 for merchants in public-key mode. */
const certificates: PayApi = {
  method: 'GET',
  path: '/v3/certificates',
  run({ context }: { context: Context }) {
    if (context.settings.payKeyMode === 'public-key') {
      const message =
        '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。可查看指引https://pay.weixin.qq.com/docs/merchant/products/platform-certificate/wxp-pub-key-guide.html'
      throw new PayError(404, 'RESOURCE_NOT_EXISTS', message)
    }
    const data = validCertificates(context).map(({ serial, certPem, effectiveAt, expiresAt }) => ({
      serial_no: serial,
      effective_time: shanghaiTime(effectiveAt),
      expire_time: shanghaiTime(expiresAt),
      encrypt_certificate: sealForMerchant(certPem, 'certificate', context.keys),
    }))
    return { status: 200, json: { data } }
  },
}

export const certificateApis: readonly PayApi[] = [certificates]
