/* global window, document */
// Answers the sidebar as WeCom's JS-SDK would inside the client: only the page in our own iframe,
// only at the address the sandbox opened there.
const frame = document.querySelector('iframe[data-external-userid]')
if (frame !== null) {
  const origin = new URL(frame.src).origin
  window.addEventListener('message', ({ source, origin: from, data }) => {
    const known = source === frame.contentWindow && from === origin
    if (known && data?.huikeSandbox === 'getCurExternalContact') {
      const result = { userId: frame.dataset.externalUserid }
      frame.contentWindow.postMessage({ huikeSandbox: 'reply', id: data.id, result }, origin)
    }
  })
}
