import type { KeyRing } from './mint.js'

/** How replies and notifications of WeChat Pay are signed; `mixed` alternates, as during a switch. */
export type PayKeyMode = 'public-key' | 'certificate' | 'mixed'

/** What a server needs to talk to this sandbox; the upper-case fields are its environment. */
export type SandboxCredentials = Readonly<{
  WECOM_API_BASE: string
  WECOM_CORP_ID: string
  WECOM_AGENT_ID: string
  WECOM_APP_SECRET: string
  WECOM_CALLBACK_TOKEN: string
  WECOM_CALLBACK_AES_KEY: string
  MINI_API_BASE: string
  MINI_APP_ID: string
  MINI_APP_SECRET: string
  MINI_PUSH_TOKEN: string
  MINI_PUSH_AES_KEY: string
  PAY_API_BASE: string
  PAY_MCH_ID: string
  PAY_API_V3_KEY: string
  PAY_MERCHANT_SERIAL: string
  /** Files: only with a data folder. */
  PAY_MERCHANT_CERT_FILE?: string
  PAY_PRIVATE_KEY_FILE?: string
  /** Only in public-key (or mixed) mode: their absence tells a server to download certificates. */
  PAY_PUBLIC_KEY_ID?: string
  PAY_PUBLIC_KEY_FILE?: string
  merchantCertPem: string
  merchantPrivateKeyPem: string
  payPublicKeyId: string
  payPublicKeyPem: string
  platformSerial: string
  platformCertPem: string
}>

export type KeyFiles = Readonly<{
  merchantCert: string
  merchantPrivateKey: string
  publicKey: string
}>

type Issued = Readonly<{
  url: string
  files: KeyFiles | null
  mode: PayKeyMode
  /** The one that signs now. */
  certificate: Readonly<{ serial: string; certPem: string }>
}>

export function credentialsFor(
  keys: KeyRing,
  { url, files, mode, certificate }: Issued,
): SandboxCredentials {
  const withPublicKey = mode !== 'certificate'
  return {
    WECOM_API_BASE: `${url}/qyapi`,
    WECOM_CORP_ID: keys.corpId,
    WECOM_AGENT_ID: keys.agentId,
    WECOM_APP_SECRET: keys.appSecret,
    WECOM_CALLBACK_TOKEN: keys.wecomToken,
    WECOM_CALLBACK_AES_KEY: keys.wecomAesKey,
    MINI_API_BASE: `${url}/weixin`,
    MINI_APP_ID: keys.miniAppId,
    MINI_APP_SECRET: keys.miniSecret,
    MINI_PUSH_TOKEN: keys.miniToken,
    MINI_PUSH_AES_KEY: keys.miniAesKey,
    PAY_API_BASE: `${url}/mch`,
    PAY_MCH_ID: keys.mchId,
    PAY_API_V3_KEY: keys.apiV3Key,
    PAY_MERCHANT_SERIAL: keys.merchantSerial,
    ...(files === null
      ? {}
      : {
          PAY_MERCHANT_CERT_FILE: files.merchantCert,
          PAY_PRIVATE_KEY_FILE: files.merchantPrivateKey,
        }),
    ...(withPublicKey ? { PAY_PUBLIC_KEY_ID: keys.publicKeyId } : {}),
    ...(withPublicKey && files !== null ? { PAY_PUBLIC_KEY_FILE: files.publicKey } : {}),
    merchantCertPem: keys.merchantCertPem,
    merchantPrivateKeyPem: keys.merchantPrivateKeyPem,
    payPublicKeyId: keys.publicKeyId,
    payPublicKeyPem: keys.publicKeyPem,
    platformSerial: certificate.serial,
    platformCertPem: certificate.certPem,
  }
}

/** The upper-case fields alone, ready to be put into a process's environment. */
export function serverEnvironment(credentials: SandboxCredentials): Record<string, string> {
  return Object.fromEntries(
    Object.entries(credentials).filter(([name]) => /^[A-Z][A-Z0-9_]+$/.test(name)),
  )
}
