import { constants, privateDecrypt } from 'node:crypto'
import type { PayCall } from './api.js'
import { PayError, paramError } from './errors.js'
import { validCertificates } from './platform-certificates.js'

/**
 * Opens a field that the merchant encrypted (RSA-OAEP with SHA-1, base64) with the key that the
 * request's `Wechatpay-Serial` names. Source: WeChat Pay v3, 敏感信息加解密.
 */
export function openedField(
  { context: { world, keys }, serial, body }: PayCall,
  field: string,
): string {
  const sealed = body.text(field)
  if (sealed === '') {
    throw paramError(field, '必填参数缺失')
  }
  const certificate = validCertificates({ world, keys }).find(
    (one) => one.serial === serial.toUpperCase(),
  )
  const pem = serial === keys.publicKeyId ? keys.publicKeyPrivatePem : certificate?.privateKeyPem
  if (pem === undefined) {
    throw new PayError(400, 'PARAM_ERROR', '平台证书序列号Wechatpay-Serial错误')
  }
  try {
    const bytes = Buffer.from(sealed, 'base64')
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    return privateDecrypt({ key: pem, padding, oaepHash: 'sha1' }, bytes).toString('utf8')
  } catch {
    throw new PayError(400, 'PARAM_ERROR', '敏感信息解密失败', {
      field: `/${field}`,
      location: 'body',
      issue: 'decrypt failed',
    })
  }
}
