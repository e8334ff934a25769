type Options = Readonly<{
  corpId: string
  agentId: string
  /** Replaced by the sandbox's pages; default: WeChat's. */
  openBaseUrl?: string
  loginBaseUrl?: string
}>

type Back = Readonly<{
  /** Of a trusted domain of the app. */
  redirectUrl: string
  /** Comes back unchanged; a random value of this one log-in. */
  state: string
}>

const OPEN = 'https://open.weixin.qq.com'
const LOGIN = 'https://login.work.weixin.qq.com'

/** Addresses that lead a staff member to WeCom's log-in and back with `code` and `state`. Source: documents 91022, 98152. */
export function wecomLoginUrls({ corpId, agentId, openBaseUrl, loginBaseUrl }: Options) {
  return {
    /** Inside the WeCom client: no page is shown. */
    inClient({ redirectUrl, state }: Back): string {
      const query = new URLSearchParams({
        appid: corpId,
        redirect_uri: redirectUrl,
        response_type: 'code',
        scope: 'snsapi_base',
        state,
        agentid: agentId,
      })
      return `${openBaseUrl ?? OPEN}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`
    },
    /** In any browser: a code to scan with WeCom. */
    browser({ redirectUrl, state }: Back): string {
      const query = new URLSearchParams({
        login_type: 'CorpApp',
        appid: corpId,
        agentid: agentId,
        redirect_uri: redirectUrl,
        state,
      })
      return `${loginBaseUrl ?? LOGIN}/wwlogin/sso/login?${query.toString()}`
    },
  }
}
