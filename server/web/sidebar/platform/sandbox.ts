import type { ChatWindow } from './platform.js'

const REPLY_WITHIN_MS = 5_000

type Reply = { huikeSandbox?: unknown; id?: unknown; result?: { userId?: unknown } }

/** The sandbox's chat window around our iframe, which answers like WeCom's JS-SDK. */
export function sandboxWindow(sandboxUrl: string): ChatWindow {
  const origin = new URL(sandboxUrl).origin
  return {
    async currentCustomer() {
      if (window.parent === window) {
        return null // opened by itself, beside no chat
      }
      const reply = await ask(origin)
      const userId = reply.result?.userId
      return typeof userId === 'string' && userId !== '' ? userId : null
    },
  }
}

let asked = 0

function ask(origin: string): Promise<Reply> {
  asked += 1
  const id = asked
  return new Promise((resolve, reject) => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      stop.abort()
      reject(new Error('the chat window does not answer'))
    }, REPLY_WITHIN_MS)
    const onMessage = (event: MessageEvent<Reply | null>) => {
      const ours = event.source === window.parent && event.origin === origin
      if (ours && event.data?.huikeSandbox === 'reply' && event.data.id === id) {
        clearTimeout(timer)
        stop.abort()
        resolve(event.data)
      }
    }
    window.addEventListener('message', onMessage, { signal: stop.signal })
    window.parent.postMessage({ huikeSandbox: 'getCurExternalContact', id }, origin)
  })
}
