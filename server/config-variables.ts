import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Every variable of the environment with its own rule (contract.md 2); rules between variables are in config.ts. */

const PII_KEY_BYTES = 32
const MIN_SECRET_CHARS = 16
const MIN_PASSWORD_CHARS = 8
const API_V3_KEY_BYTES = 32

const text = z.string({ error: 'is not set' }).regex(/\S/, 'is blank')
const address = text.transform((value, ctx) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    ctx.addIssue('must be an http(s) address')
    return z.NEVER
  }
  return value.replace(/\/+$/, '')
})

/** The content of a PEM file that `parse` can read. */
const pemFile = (what: string, parse: (pem: string) => unknown) =>
  text.transform((file, ctx) => {
    try {
      const pem = readFileSync(file, 'utf8')
      parse(pem)
      return pem
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      const missing = code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR'
      ctx.addIssue(missing ? 'names a file that cannot be read' : `must name a PEM file of ${what}`)
      return z.NEVER
    }
  })

/** `id:value[,id:value]` as a map in the order written. */
const namedList = (shape: string) =>
  text.transform((value, ctx) => {
    const entries = value.split(',').map((part) => {
      const colon = part.indexOf(':')
      return [part.slice(0, Math.max(colon, 0)).trim(), part.slice(colon + 1).trim()] as const
    })
    const names = new Set(entries.map(([name]) => name))
    if (entries.some(([name, rest]) => name === '' || rest === '')) {
      ctx.addIssue(`must be ${shape}`)
      return z.NEVER
    }
    if (names.size !== entries.length) {
      ctx.addIssue('names one entry twice')
      return z.NEVER
    }
    return new Map(entries)
  })

const piiKeys = namedList('id:base64key[,id:base64key]').transform((entries, ctx) => {
  const keys = new Map([...entries].map(([id, key]) => [id, Buffer.from(key, 'base64')] as const))
  if ([...keys.values()].some((key) => key.length !== PII_KEY_BYTES)) {
    ctx.addIssue(`each key must be ${PII_KEY_BYTES} bytes in base64`)
    return z.NEVER
  }
  if ([...keys.keys()].some((id) => id.includes('.'))) {
    ctx.addIssue('an id must not hold a dot')
    return z.NEVER
  }
  return keys
})

const openApiKeys = namedList('name:key[,name:key]').transform((entries, ctx) => {
  if ([...entries.values()].some((key) => key.length < MIN_SECRET_CHARS)) {
    ctx.addIssue(`each key must have at least ${MIN_SECRET_CHARS} characters`)
    return z.NEVER
  }
  return entries
})

const aesKey = text.regex(
  /^[A-Za-z0-9+/]{43}$/,
  'must be the 43 characters that the platform shows',
)
const port = z.coerce.number().int().min(0).max(65_535)

export const VARIABLES = {
  PORT: port.default(3000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: address.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  MONGODB_URI: text
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  DATA_DIR: text.default('.huike'),
  SESSION_SECRET: text.min(MIN_SECRET_CHARS, `must have at least ${MIN_SECRET_CHARS} characters`),
  PII_KEYS: piiKeys,
  ADMIN_PASSWORD: text
    .min(MIN_PASSWORD_CHARS, `must have at least ${MIN_PASSWORD_CHARS} characters`)
    .optional(),
  OPEN_API_KEYS: openApiKeys.default(new Map()),
  WECOM_API_BASE: address.default('https://qyapi.weixin.qq.com'),
  WECOM_CORP_ID: text,
  WECOM_AGENT_ID: text.regex(/^\d+$/, 'must be digits'),
  WECOM_APP_SECRET: text,
  WECOM_CALLBACK_TOKEN: text,
  WECOM_CALLBACK_AES_KEY: aesKey,
  WECOM_UNIONID_SCOPE: text.default('main'),
  UNIONID_SCOPE: text.default('main'),
  MINI_API_BASE: address.default('https://api.weixin.qq.com'),
  MINI_APP_ID: text,
  MINI_APP_SECRET: text,
  MINI_PUSH_TOKEN: text,
  MINI_PUSH_AES_KEY: aesKey,
  PAY_API_BASE: address.default('https://api.mch.weixin.qq.com'),
  PAY_MCH_ID: text.regex(/^\d+$/, 'must be digits'),
  PAY_API_V3_KEY: text.refine(
    (key) => Buffer.byteLength(key) === API_V3_KEY_BYTES,
    `must be ${API_V3_KEY_BYTES} bytes`,
  ),
  PAY_MERCHANT_SERIAL: text,
  PAY_MERCHANT_CERT_FILE: pemFile('a certificate', (pem) => new X509Certificate(pem)),
  PAY_PRIVATE_KEY_FILE: pemFile('a private key', createPrivateKey),
  PAY_PUBLIC_KEY_ID: text.optional(),
  PAY_PUBLIC_KEY_FILE: pemFile('a public key', createPublicKey).optional(),
  NOTIFY_BASE_URL: address.optional(),
  SANDBOX_URL: address.optional(),
} as const

export type Variables = { [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]> }
