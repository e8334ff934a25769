import { api } from '../../shared/http/client.js'
import { unwrap } from '../../shared/http/problem.js'
import type { ChatWindow } from './platform.js'

// WeCom documents 94313 (wx.agentConfig, needs no wx.config since client 3.0.24) and 94326 (getCurExternalContact).
const SCRIPTS = [
  'https://res.wx.qq.com/open/js/jweixin-1.2.0.js',
  'https://open.work.weixin.qq.com/wwopen/js/jwxwork-1.0.0.js',
]
const APIS = ['getCurExternalContact']

type Answer = { err_msg?: string; errMsg?: string; userId?: string }
type WeComSdk = {
  agentConfig(options: {
    corpid: string
    agentid: string
    timestamp: number
    nonceStr: string
    signature: string
    jsApiList: string[]
    success: () => void
    fail: (answer: Answer) => void
  }): void
  invoke(name: string, input: object, done: (answer: Answer) => void): void
}
declare global {
  interface Window {
    wx?: WeComSdk
  }
}

/** The real client: its JS-SDK is loaded and signed in when it is first asked. */
export function weComWindow(): ChatWindow {
  let ready: Promise<WeComSdk> | undefined
  return {
    async currentCustomer() {
      ready ??= signedSdk()
      const sdk = await ready.catch((error: unknown) => {
        ready = undefined // the next try begins anew
        throw error
      })
      return await customerOf(sdk)
    },
  }
}

async function signedSdk(): Promise<WeComSdk> {
  for (const source of SCRIPTS) {
    await loadScript(source) // in this order: the second extends the first
  }
  const { wx } = window
  if (wx === undefined) {
    throw new Error('the JS-SDK did not load')
  }
  await signIn(wx)
  return wx
}

async function signIn(sdk: WeComSdk): Promise<void> {
  const url = location.href.split('#', 1)[0] ?? location.href
  const signed = await unwrap(api.GET('/api/sidebar/jssdk', { params: { query: { url } } }))
  await new Promise<void>((resolve, reject) => {
    sdk.agentConfig({
      corpid: signed.corpId,
      agentid: signed.agentId,
      timestamp: signed.timestamp,
      nonceStr: signed.nonceStr,
      signature: signed.signature,
      jsApiList: APIS,
      success: resolve,
      fail: (answer) => reject(new Error(`agentConfig: ${answer.errMsg ?? 'refused'}`)),
    })
  })
}

/** A chat without a customer answers with a failure, which is no error here. */
function customerOf(sdk: WeComSdk): Promise<string | null> {
  return new Promise((resolve) => {
    sdk.invoke('getCurExternalContact', {}, (answer) => {
      const found = answer.err_msg === 'getCurExternalContact:ok' ? answer.userId : undefined
      resolve(found ?? null)
    })
  })
}

function loadScript(source: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = source
    script.onload = () => resolve()
    script.onerror = () => reject(new Error(`${source} did not load`))
    document.head.append(script)
  })
}
