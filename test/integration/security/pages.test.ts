import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { App } from '../../../server/app.js'
import { builtPages } from '../../../server/platform/http/index.js'
import { testApp } from '../../support/app.js'

const SANDBOX = 'http://127.0.0.1:3100'
const PAGES = ['/console/', '/console/orders/ord_1', '/sidebar/', '/m/', '/docs/']

let real: App
let withSandbox: App
beforeAll(async () => {
  real = await testApp({ plugins: [], pages: builtPages() })
  withSandbox = await testApp({ plugins: [], pages: builtPages(), sandboxUrl: `${SANDBOX}/x` })
})
afterAll(() => Promise.all([real.close(), withSandbox.close()]))

async function pageOf(app: App, url: string) {
  const answer = await app.inject({ url, headers: { accept: 'text/html' } })
  expect({ url, status: answer.statusCode }).toEqual({ url, status: 200 })
  expect(answer.headers['content-type']).toContain('text/html')
  const policy = String(answer.headers['content-security-policy'])
  const directives = policy.split(';').map((part): [string, string[]] => {
    const [name = '', ...sources] = part.trim().split(/\s+/)
    return [name, sources]
  })
  return { html: answer.body, headers: answer.headers, directives: new Map(directives) }
}

test('the three front ends are built: else there would be nothing to look at', () => {
  for (const { prefix, folder } of builtPages()) {
    expect({ prefix, built: fs.existsSync(path.join(folder, 'index.html')) }).toEqual({
      prefix,
      built: true,
    })
  }
})

// Guarantee: a script that somebody smuggles into a page does not run.
describe.each(PAGES)('%s', (url) => {
  test('runs scripts of this server and of WeCom only, inline ones by their hash', async () => {
    const { html, directives } = await pageOf(real, url)
    const scripts = directives.get('script-src') ?? []
    const foreign = scripts.filter((source) => !/^('self'|'sha256-[\w+/]+=*')$/.test(source))
    const sdk = ['https://res.wx.qq.com', 'https://open.work.weixin.qq.com']
    expect(foreign.map((source) => new URL(source).origin)).toEqual(
      url.startsWith('/sidebar/') ? sdk : [],
    )
    expect(directives.get('script-src-attr')).toEqual(["'none'"])
    expect(directives.get('default-src')).toEqual(["'self'"])
    expect(directives.get('object-src')).toEqual(["'none'"])
    expect(directives.get('base-uri')).toEqual(["'self'"])
    for (const [, attributes = '', script = ''] of html.matchAll(
      /<script([^>]*)>([\s\S]*?)<\/script>/g,
    )) {
      const hash = createHash('sha256').update(script).digest('base64')
      const isInline = !attributes.includes('src=')
      expect(isInline ? scripts : ['external']).toContain(
        isInline ? `'sha256-${hash}'` : 'external',
      )
    }
    expect(html).not.toMatch(/\son\w+="/)
  })

  test('is framed by nobody but ourselves', async () => {
    const { headers, directives } = await pageOf(real, url)
    expect(directives.get('frame-ancestors')).toEqual(["'self'"])
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(directives.get('connect-src')).toEqual(["'self'"])
    expect(directives.get('form-action')).toEqual(["'self'"])
  })

  // contract.md 2: that one origin, and X-Frame-Options, which knows no second origin, goes.
  test('is framed by the sandbox where there is one, and by nobody else', async () => {
    const { headers, directives } = await pageOf(withSandbox, url)
    for (const name of ['frame-ancestors', 'connect-src', 'form-action']) {
      expect(directives.get(name)).toEqual(["'self'", SANDBOX])
    }
    expect(headers['x-frame-options']).toBeUndefined()
    expect(directives.get('script-src')?.join(' ')).not.toContain(SANDBOX)
  })

  test('tells nobody where it was and is taken for nothing but a page', async () => {
    const { headers } = await pageOf(real, url)
    expect(headers).toMatchObject({
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    })
  })
})
