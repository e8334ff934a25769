import { createSandbox, type Sandbox, type SandboxOptions } from '../../../scripts/sandbox/index.js'
import { miniClient } from '../../../server/integrations/wechat-mini/index.js'
import { payClient } from '../../../server/integrations/wechat-pay/index.js'
import { wecomClient } from '../../../server/integrations/wecom/index.js'
import type { CallRecord } from '../../../server/platform/call-log/index.js'
import { systemClock, type Clock } from '../../../server/platform/clock/index.js'
import { httpClient, type HttpClient } from '../../../server/platform/http-client/index.js'
import type { TokenCache } from '../../../server/platform/tokens/index.js'

/** The sandbox, our clients on it, and what they recorded. */
export async function startOutside(options: SandboxOptions = {}) {
  const sandbox: Sandbox = await createSandbox({ seed: 7, ...options })
  const calls: CallRecord[] = []
  const open: HttpClient[] = []

  function http(platform: string, baseUrl: string, timeoutMs?: number): HttpClient {
    const callLog = { record: (call: CallRecord) => calls.push(call) }
    const client = httpClient({ platform, baseUrl, callLog, ...(timeoutMs && { timeoutMs }) })
    open.push(client)
    return client
  }

  async function control<Answer = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer> {
    const response = await fetch(`${sandbox.url}/control${path}`, {
      method,
      ...(body && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
    }
    return answer as Answer
  }

  const own = () => sandbox.credentials
  return {
    sandbox,
    calls,
    control,
    fault: (fault: object) => control('POST', '/faults', fault),
    http,

    wecom(tokens: TokenCache, change: { secret?: string; timeoutMs?: number } = {}) {
      const { WECOM_API_BASE, WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_APP_SECRET } = own()
      const secret = change.secret ?? WECOM_APP_SECRET
      return wecomClient({
        http: http('wecom', WECOM_API_BASE, change.timeoutMs),
        tokens,
        settings: { corpId: WECOM_CORP_ID, agentId: WECOM_AGENT_ID, secret },
        clock: systemClock,
        wait: () => Promise.resolve(),
      })
    },

    mini(tokens: TokenCache, change: { secret?: string } = {}) {
      const { MINI_API_BASE, MINI_APP_ID, MINI_APP_SECRET } = own()
      return miniClient({
        http: http('mini', MINI_API_BASE),
        tokens,
        settings: { appid: MINI_APP_ID, secret: change.secret ?? MINI_APP_SECRET },
      })
    },

    pay(change: { clock?: Clock; monotonicMs?: () => number; appid?: string } = {}) {
      const credentials = own()
      const { clock = systemClock, monotonicMs } = change
      const id = credentials.PAY_PUBLIC_KEY_ID
      return payClient({
        http: http('pay', credentials.PAY_API_BASE),
        clock,
        settings: {
          appid: change.appid ?? credentials.MINI_APP_ID,
          mchId: credentials.PAY_MCH_ID,
          merchantSerial: credentials.PAY_MERCHANT_SERIAL,
          merchantCertPem: credentials.merchantCertPem,
          merchantPrivateKeyPem: credentials.merchantPrivateKeyPem,
          apiV3Key: credentials.PAY_API_V3_KEY,
          ...(id !== undefined && { publicKey: { id, pem: credentials.payPublicKeyPem } }),
        },
        ...(monotonicMs && { monotonicMs }),
      })
    },

    async close() {
      await Promise.all(open.map((client) => client.close()))
      await sandbox.close()
    },
  }
}

export type Outside = Awaited<ReturnType<typeof startOutside>>
