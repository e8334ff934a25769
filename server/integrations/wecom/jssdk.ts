import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import type { Transport, WecomSettings } from './transport.js'

export type PageSignature = Readonly<{
  timestamp: number
  nonceStr: string
  signature: string
}>

type Deps = Readonly<{ transport: Transport; settings: WecomSettings; clock: Clock }>

/** Signatures that let a page use WeCom's JS-SDK. `url` is the page's own address; its `#…` does not count. */
export function jssdkCalls({ transport, settings, clock }: Deps) {
  function sign(ticket: string, url: string): PageSignature {
    const nonceStr = randomBytes(16).toString('hex')
    const timestamp = Math.floor(clock.now().getTime() / 1_000)
    return { timestamp, nonceStr, signature: pageSignature({ ticket, nonceStr, timestamp, url }) }
  }

  return {
    /** For `wx.config`. Source: WeCom document 90506. */
    async configSignature(url: string) {
      const ticket = await transport.ticket({ api: 'get_jsapi_ticket' })
      return { corpId: settings.corpId, ...sign(ticket, url) }
    },

    /** For `wx.agentConfig`: another ticket than `configSignature`. Source: WeCom document 90506. */
    async agentConfigSignature(url: string) {
      const ticket = await transport.ticket({ api: 'ticket/get', query: { type: 'agent_config' } })
      const { corpId, agentId } = settings
      return { corpId, agentId, ...sign(ticket, url) }
    },
  }
}

/** `sha1("jsapi_ticket=…&noncestr=…&timestamp=…&url=…")` in hex; the URL up to its `#`. */
export function pageSignature(page: {
  ticket: string
  nonceStr: string
  timestamp: number
  url: string
}): string {
  const { ticket, nonceStr, timestamp } = page
  const [url] = page.url.split('#')
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  return createHash('sha1').update(text).digest('hex')
}
