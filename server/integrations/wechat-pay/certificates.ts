import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../platform/clock/index.js'
import { CallFailed, type HttpClient } from '../../platform/http-client/index.js'
import { openResource, Resource } from './decrypt.js'
import { sendSigned } from './gateway.js'
import type { PlatformCertificate } from './keys.js'
import { PAY_ORIGIN } from './signer.js'
import { examineSignature } from './verify.js'

type Deps = Readonly<{
  http: HttpClient
  clock: Clock
  apiV3Key: string
  /** The `Authorization` of a GET of this address. */
  authorize: (url: string) => string
  /** During a switch the answer may be signed with the public key. */
  publicKey?: Readonly<{ id: string; pem: string }>
}>

const API = 'certificates'
const URL_OF_CERTIFICATES = `${PAY_ORIGIN}/v3/certificates`

const CertificatesAnswer = z.object({
  data: z
    .array(
      z.object({
        serial_no: z.string().min(8),
        effective_time: z.iso.datetime({ offset: true }),
        expire_time: z.iso.datetime({ offset: true }),
        encrypt_certificate: Resource,
      }),
    )
    .max(20),
})

/**
 * Downloads the platform certificates; an empty list when this merchant has none (public-key mode answers 404). They are
 * believed because only WeChat Pay and we have the key that they are encrypted with, and because the answer is signed with
 * one of them or with the public key that we know. Source: WeChat Pay v3, 获取平台证书列表.
 */
export async function downloadCertificates(deps: Deps): Promise<readonly PlatformCertificate[]> {
  const { http, clock, apiV3Key, authorize, publicKey } = deps
  const headers = {
    Accept: 'application/json',
    'User-Agent': 'huike',
    Authorization: authorize(URL_OF_CERTIFICATES),
  }
  const answer = await sendSigned(http, { method: 'GET', url: URL_OF_CERTIFICATES, headers })
  if (answer.status === 404) {
    return []
  }
  if (answer.status !== 200) {
    throw unavailable(new Error(`status ${answer.status}`))
  }
  const certificates = read(answer.body, apiV3Key)
  const keys = new Map(
    certificates.map(({ serial, pem }): [string, KeyObject] => [
      serial.toUpperCase(),
      new X509Certificate(pem).publicKey,
    ]),
  )
  if (publicKey !== undefined) {
    keys.set(publicKey.id.toUpperCase(), createPublicKey(publicKey.pem))
  }
  const finding = await examineSignature({
    headers: answer.headers,
    body: answer.body,
    findKey: (serial) => Promise.resolve(keys.get(serial.toUpperCase()) ?? null),
    now: clock.now(),
  })
  if (finding !== 'genuine') {
    throw unavailable(new Error(`certificates not believed: ${finding}`))
  }
  return certificates
}

function read(body: Buffer, apiV3Key: string): readonly PlatformCertificate[] {
  try {
    const { data } = CertificatesAnswer.parse(JSON.parse(body.toString('utf8')))
    return data.map((one) => ({
      serial: one.serial_no,
      pem: openResource(one.encrypt_certificate, apiV3Key),
      effectiveAt: new Date(one.effective_time),
      expiresAt: new Date(one.expire_time),
    }))
  } catch (cause) {
    throw unavailable(cause)
  }
}

function unavailable(cause: unknown): CallFailed {
  const options = { api: API, effect: 'none', retriable: true, cause } as const
  return new CallFailed('wechat-pay-unavailable', options)
}
