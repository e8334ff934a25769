import { generateKeyPairSync } from 'node:crypto'
import mongoose from 'mongoose'
import { buildApp } from '../server/app.js'
import type { Config } from '../server/config.js'
import { wire } from '../server/deps.js'
import { piiCipher } from '../server/platform/crypto/index.js'
import { createLog } from '../server/platform/log/index.js'
import { createMetrics } from '../server/platform/metrics/index.js'

const KEY_BYTES = 32
const KEY_BITS = 2048

/** The OpenAPI document of all routes, from an application that is put together and never meets a database. */
export async function describeApi(): Promise<unknown> {
  const config = invented()
  const wired = wire(config, {
    log: createLog({ level: 'silent' }),
    metrics: createMetrics(),
    db: mongoose.createConnection(),
    cipher: piiCipher(config.secrets.piiKeys),
    phoneKey: Buffer.alloc(KEY_BYTES),
  })
  const app = await buildApp({ ...wired.deps.app, pages: [] })
  await app.ready()
  const document: unknown = app.swagger()
  await app.close()
  await wired.deps.stop()
  await wired.deps.close()
  return document
}

/** Nothing is called with it; only its shape matters. */
function invented(): Config {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: KEY_BITS })
  const nowhere = 'http://127.0.0.1:9'
  const key = 'k'.repeat(KEY_BYTES)
  const aesKey = 'a'.repeat(43)
  return {
    process: {
      port: 0,
      host: '127.0.0.1',
      publicUrl: nowhere,
      logLevel: 'silent',
      role: 'api',
      dataDir: '.huike',
    },
    mongo: { uri: '', dbName: undefined },
    secrets: {
      session: key,
      piiKeys: new Map([['k', Buffer.alloc(KEY_BYTES)]]),
      adminPassword: undefined,
    },
    openApi: { keys: new Map() },
    wecom: {
      apiBase: nowhere,
      corpId: 'ww',
      agentId: '1',
      appSecret: key,
      callbackToken: key,
      callbackAesKey: aesKey,
      unionidScope: 'main',
    },
    mini: {
      apiBase: nowhere,
      appId: 'wx',
      appSecret: key,
      pushToken: key,
      pushAesKey: aesKey,
      unionidScope: 'main',
    },
    pay: {
      apiBase: nowhere,
      mchId: '1',
      apiV3Key: key,
      merchantSerial: '1',
      merchantCertPem: '',
      privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKey: {
        id: 'PUB_KEY_ID_1',
        pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      },
      notifyBaseUrl: nowhere,
    },
    sandbox: null,
  }
}
