import { generateKeyPair, randomBytes, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import { selfSignedCertificate } from './certificate.js'

/** Everything secret or minted once: plain text, so that it can be stored as it is. */
export type KeyRing = Readonly<{
  corpId: string
  agentId: string
  appSecret: string
  wecomToken: string
  wecomAesKey: string
  miniAppId: string
  miniOriginalId: string
  miniSecret: string
  miniToken: string
  miniAesKey: string
  mchId: string
  apiV3Key: string
  merchantSerial: string
  merchantCertPem: string
  merchantPrivateKeyPem: string
  platformSerial: string
  platformCertPem: string
  platformPrivateKeyPem: string
  publicKeyId: string
  publicKeyPem: string
  publicKeyPrivatePem: string
}>

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const RSA_BITS = 2048
const generate = promisify(generateKeyPair)

function letters(length: number): string {
  return Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
}
function digits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join('')
}
/** 43 letters and digits; the last one is `A`, so that the 256 bits are written in one way only. */
const aesKey = () => `${letters(42)}A`
/** Positive in DER: the first hex digit stays under 8 and is not 0. */
const serial = () => `5${randomBytes(20).toString('hex').slice(1)}`.toUpperCase()

async function rsaPair(): Promise<{ privateKeyPem: string; publicKeyPem: string }> {
  const pair = await generate('rsa', {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { privateKeyPem: pair.privateKey, publicKeyPem: pair.publicKey }
}

/** A new RSA key with a certificate over it. */
export async function mintCertificate(
  commonName: string,
  now: Date,
): Promise<{ serial: string; certPem: string; privateKeyPem: string }> {
  const pair = await rsaPair()
  const minted = serial()
  const certPem = selfSignedCertificate(pair, { serial: minted, commonName, now })
  return { serial: minted, certPem, privateKeyPem: pair.privateKeyPem }
}

/** Mints ids, secrets, three RSA keys and two certificates. */
export async function mintKeyRing(now = new Date()): Promise<KeyRing> {
  const [merchant, platform, publicKey] = await Promise.all([rsaPair(), rsaPair(), rsaPair()])
  const mchId = `16${digits(8)}`
  const merchantSerial = serial()
  const platformSerial = serial()
  return {
    corpId: `ww${randomBytes(8).toString('hex')}`,
    agentId: '1000002',
    appSecret: letters(43),
    wecomToken: letters(24),
    wecomAesKey: aesKey(),
    miniAppId: `wx${randomBytes(8).toString('hex')}`,
    miniOriginalId: `gh_${randomBytes(6).toString('hex')}`,
    miniSecret: randomBytes(16).toString('hex'),
    miniToken: letters(24),
    miniAesKey: aesKey(),
    mchId,
    apiV3Key: letters(32),
    merchantSerial,
    merchantCertPem: selfSignedCertificate(merchant, {
      serial: merchantSerial,
      commonName: mchId,
      now,
    }),
    merchantPrivateKeyPem: merchant.privateKeyPem,
    platformSerial,
    platformCertPem: selfSignedCertificate(platform, {
      serial: platformSerial,
      commonName: 'Sandbox pay platform',
      now,
    }),
    platformPrivateKeyPem: platform.privateKeyPem,
    publicKeyId: `PUB_KEY_ID_01${mchId}${digits(16)}`,
    publicKeyPem: publicKey.publicKeyPem,
    publicKeyPrivatePem: publicKey.privateKeyPem,
  }
}
