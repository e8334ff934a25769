import type { Config } from '../config.js'
import { miniClient } from '../integrations/wechat-mini/index.js'
import { payClient } from '../integrations/wechat-pay/index.js'
import { wecomClient, wecomLoginUrls } from '../integrations/wecom/index.js'
import { LIMITS, type Limits } from '../limits.js'
import { ringCallLog } from '../platform/call-log/index.js'
import type { Clock } from '../platform/clock/index.js'
import type { PiiCipher } from '../platform/crypto/index.js'
import type { Log } from '../platform/log/index.js'
import type { Metrics } from '../platform/metrics/index.js'
import { platformCallMetrics } from '../platform/metrics/platform-calls.js'
import type { Db } from '../platform/mongo/index.js'
import { tokenCache } from '../platform/tokens/index.js'
import { platformDoors } from './platform-doors.js'

type Parts = Readonly<{
  config: Config
  db: Db
  cipher: PiiCipher
  clock: Clock
  log: Log
  metrics: Metrics
  limits?: Pick<Limits, 'callBudgets' | 'callChunkMs' | 'circuit'>
}>

export type Platforms = ReturnType<typeof platforms>

/**
 * The clients of WeCom, mini-program and WeChat Pay, with one token cache, one call log and one pool each. `background` has
 * the same calls for work that can wait: it leaves a part of every budget to the others.
 */
export function platforms({ limits = LIMITS, ...parts }: Parts) {
  const { config, db, cipher, clock, log, metrics } = parts
  const callLog = ringCallLog({ log })
  const counters = platformCallMetrics(metrics)
  const tokens = tokenCache({
    db,
    cipher,
    onRefresh: ({ name, outcome }) => {
      const [platform = '', , ...rest] = name.split(':')
      counters.tokenRefreshes.inc({ platform, token: rest.at(-1) ?? '', outcome })
    },
  })
  const doors = platformDoors({ ...parts, limits, counters, callLog })
  const { corpId, agentId, appSecret } = config.wecom
  const sandboxUrl = config.sandbox?.url
  const wecom = (http: typeof doors.wecom.interactive) =>
    wecomClient({ http, tokens, clock, settings: { corpId, agentId, secret: appSecret } })
  const mini = (http: typeof doors.mini.interactive) =>
    miniClient({
      http,
      tokens,
      settings: { appid: config.mini.appId, secret: config.mini.appSecret },
    })
  const settings = paySettings(config)
  const pay = payClient({ http: doors.pay.interactive, clock, settings })

  return {
    callLog,
    wecom: wecom(doors.wecom.interactive),
    mini: mini(doors.mini.interactive),
    pay,
    background: {
      wecom: wecom(doors.wecom.background),
      mini: mini(doors.mini.background),
      pay: payClient({ http: doors.pay.background, clock, settings, keys: pay.keys }),
    },
    loginUrls: wecomLoginUrls({
      corpId,
      agentId,
      ...(sandboxUrl === undefined
        ? {}
        : { openBaseUrl: `${sandboxUrl}/open`, loginBaseUrl: sandboxUrl }),
    }),
    /** Which platform is away, which API is closed, whose settings are refused. */
    health: doors.health,
    close: doors.close,
  }
}

function paySettings({ mini, pay }: Config) {
  return {
    appid: mini.appId,
    mchId: pay.mchId,
    merchantSerial: pay.merchantSerial,
    merchantCertPem: pay.merchantCertPem,
    merchantPrivateKeyPem: pay.privateKeyPem,
    apiV3Key: pay.apiV3Key,
    ...(pay.publicKey === undefined ? {} : { publicKey: pay.publicKey }),
  }
}
