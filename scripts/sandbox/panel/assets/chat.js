/* global window, document, fetch, location, DOMParser */

const REFRESH_MS = 2_000

// Answers the sidebar as WeCom's JS-SDK would inside the client: only the page in our own iframe,
// only at the address the sandbox opened there.
const frame = document.querySelector('iframe[data-external-userid]')
if (frame !== null) {
  const { src } = frame.dataset
  const origin = new URL(src, location.href).origin
  window.addEventListener('message', ({ source, origin: from, data }) => {
    const known = source === frame.contentWindow && from === origin
    if (known && data?.huikeSandbox === 'getCurExternalContact') {
      const result = { userId: frame.dataset.externalUserid }
      frame.contentWindow.postMessage({ huikeSandbox: 'reply', id: data.id, result }, origin)
    }
  })
  frame.src = src // only now: it may ask as soon as it is there
}

/** New messages appear by themselves; the sidebar beside them is left alone. */
async function refresh() {
  const page = new DOMParser().parseFromString(
    await (await fetch(location.href)).text(),
    'text/html',
  )
  for (const part of ['.chat-log', '.chat-list .rows']) {
    const fresh = page.querySelector(part)
    const shown = document.querySelector(part)
    if (fresh !== null && shown !== null && fresh.innerHTML !== shown.innerHTML) {
      shown.replaceChildren(...fresh.childNodes)
    }
  }
}
setInterval(() => {
  if (!document.hidden) {
    refresh().catch(() => undefined) // the sandbox is being restarted: the next round shows it
  }
}, REFRESH_MS)
