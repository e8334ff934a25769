import type { Clock } from '../../platform/clock/index.js'
import type { HttpClient } from '../../platform/http-client/index.js'
import type { TokenCache } from '../../platform/tokens/index.js'
import { channelCodeCalls } from './contact-ways.js'
import { contactCalls } from './contacts.js'
import { groupCalls } from './groups.js'
import { idConversionCalls } from './id-conversion.js'
import { jssdkCalls } from './jssdk.js'
import { oauthCalls } from './oauth.js'
import { staffCalls } from './staff.js'
import { tagCalls } from './tags.js'
import { wecomTransport, type WecomSettings } from './transport.js'
import { welcomeCalls } from './welcome.js'

type Deps = Readonly<{
  /** On `WECOM_API_BASE`. */
  http: HttpClient
  tokens: TokenCache
  settings: WecomSettings
  clock: Clock
  /** Between two tries when WeCom is busy; replaced in tests. */
  wait?: (ms: number) => Promise<unknown>
}>

export type WecomClient = ReturnType<typeof wecomClient>

/** WeCom's server APIs in our words. Every call throws `CallFailed` with a code of `wecomErrors`. */
export function wecomClient({ http, tokens, settings, clock, wait }: Deps) {
  const transport = wecomTransport({ http, tokens, settings, ...(wait && { wait }) })
  return {
    ...contactCalls(transport),
    ...channelCodeCalls(transport),
    ...welcomeCalls(transport),
    ...tagCalls(transport),
    ...groupCalls(transport),
    ...idConversionCalls(transport),
    ...staffCalls(transport),
    ...oauthCalls(transport),
    ...jssdkCalls({ transport, settings, clock }),
  }
}
