import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

type Options = Readonly<{
  /** CSP sources of inline scripts that built pages hold. */
  inlineScripts: readonly string[]
  /** The WeChat sandbox beside this server: its chat window frames the sidebar, its pages take our forms. */
  sandboxOrigin: string | null
}>

/** Both halves of WeCom's JS-SDK, which the sidebar loads inside the client (WeCom document 94313). */
const WECOM_SDK = ['https://res.wx.qq.com', 'https://open.work.weixin.qq.com']

/** No other page needs a foreign script, so no other page may run one. */
const sdkOf = ({ url = '' }: Pick<IncomingMessage, 'url'>): string =>
  url.startsWith('/sidebar/') ? WECOM_SDK.join(' ') : ''

export async function setSecurityHeaders(app: FastifyInstance, options: Options): Promise<void> {
  const sandbox = options.sandboxOrigin === null ? [] : [options.sandboxOrigin]
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        scriptSrc: ["'self'", ...options.inlineScripts, sdkOf],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'], // avatars come from hosts of WeChat
        connectSrc: ["'self'", ...sandbox],
        formAction: ["'self'", ...sandbox],
        frameAncestors: ["'self'", ...sandbox],
        upgradeInsecureRequests: null, // a page got by plain http from another host than localhost would load nothing
      },
    },
    ...(options.sandboxOrigin === null ? {} : { frameguard: false }),
    crossOriginResourcePolicy: { policy: 'same-site' },
    referrerPolicy: { policy: 'same-origin' },
  })
}
