import { wecomLoginUrls } from '../../../../server/integrations/wecom/index.js'

const app = { corpId: 'ww1', agentId: '1000002' }
const back = { redirectUrl: 'https://shop.example/console/login?a=1&b=2', state: 's/1' }

test("the address for WeCom's client goes through WeChat's page", () => {
  expect(wecomLoginUrls(app).inClient(back)).toBe(
    'https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww1' +
      '&redirect_uri=https%3A%2F%2Fshop.example%2Fconsole%2Flogin%3Fa%3D1%26b%3D2' +
      '&response_type=code&scope=snsapi_base&state=s%2F1&agentid=1000002#wechat_redirect',
  )
})

test('the address for a browser shows a code to scan', () => {
  expect(wecomLoginUrls(app).browser(back)).toBe(
    'https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww1&agentid=1000002' +
      '&redirect_uri=https%3A%2F%2Fshop.example%2Fconsole%2Flogin%3Fa%3D1%26b%3D2&state=s%2F1',
  )
})

test('both hosts can be replaced', () => {
  const openBaseUrl = 'http://127.0.0.1:3100/open'
  const urls = wecomLoginUrls({ ...app, openBaseUrl, loginBaseUrl: 'http://127.0.0.1:3100' })
  expect(urls.inClient(back)).toMatch(
    /^http:\/\/127\.0\.0\.1:3100\/open\/connect\/oauth2\/authorize\?/,
  )
  expect(urls.browser(back)).toMatch(/^http:\/\/127\.0\.0\.1:3100\/wwlogin\/sso\/login\?/)
})
