import type { Config } from '../config.js'
import { miniClient } from '../integrations/wechat-mini/index.js'
import { payClient } from '../integrations/wechat-pay/index.js'
import { wecomClient, wecomLoginUrls } from '../integrations/wecom/index.js'
import { ringCallLog } from '../platform/call-log/index.js'
import type { Clock } from '../platform/clock/index.js'
import type { PiiCipher } from '../platform/crypto/index.js'
import { httpClient } from '../platform/http-client/index.js'
import type { Log } from '../platform/log/index.js'
import { countCall, type Metrics } from '../platform/metrics/index.js'
import type { Db } from '../platform/mongo/index.js'
import { tokenCache } from '../platform/tokens/index.js'

type Parts = Readonly<{
  config: Config
  db: Db
  cipher: PiiCipher
  clock: Clock
  log: Log
  metrics: Metrics
}>

export type Platforms = ReturnType<typeof platforms>

/** The clients of WeCom, mini-program and WeChat Pay, with one token cache, one call log and one pool each. */
export function platforms({ config, db, cipher, clock, log, metrics }: Parts) {
  const callLog = ringCallLog({ log })
  const onCall = countCall(metrics)
  const client = (platform: string, baseUrl: string) =>
    httpClient({ platform, baseUrl, callLog, onCall, clock })
  const tokens = tokenCache({ db, cipher })
  const wecomHttp = client('wecom', config.wecom.apiBase)
  const miniHttp = client('wechat-mini', config.mini.apiBase)
  const payHttp = client('wechat-pay', config.pay.apiBase)
  const { corpId, agentId, appSecret } = config.wecom
  const sandboxUrl = config.sandbox?.url
  const { pay } = config

  return {
    callLog,
    wecom: wecomClient({
      http: wecomHttp,
      tokens,
      clock,
      settings: { corpId, agentId, secret: appSecret },
    }),
    mini: miniClient({
      http: miniHttp,
      tokens,
      settings: { appid: config.mini.appId, secret: config.mini.appSecret },
    }),
    pay: payClient({
      http: payHttp,
      clock,
      settings: {
        appid: config.mini.appId,
        mchId: pay.mchId,
        merchantSerial: pay.merchantSerial,
        merchantCertPem: pay.merchantCertPem,
        merchantPrivateKeyPem: pay.privateKeyPem,
        apiV3Key: pay.apiV3Key,
        ...(pay.publicKey === undefined ? {} : { publicKey: pay.publicKey }),
      },
    }),
    loginUrls: wecomLoginUrls({
      corpId,
      agentId,
      ...(sandboxUrl === undefined
        ? {}
        : { openBaseUrl: `${sandboxUrl}/open`, loginBaseUrl: sandboxUrl }),
    }),
    close: () => Promise.all([wecomHttp.close(), miniHttp.close(), payHttp.close()]),
  }
}
