import fs from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** Tracked pictures change only by `npm run screenshots`; other runs leave theirs beside the local data. */
const FOLDER = path.resolve(
  process.env.HUIKE_SCREENSHOTS === '1' ? 'test/e2e/screenshots' : '.huike/screenshots',
)

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const DESK = { width: 1440, height: 900 } as const
export const PHONE = { width: 375, height: 812 } as const

export type Window = Readonly<{
  page: Page
  /** Console errors and warnings so far; must stay empty. */
  problems: readonly string[]
  screenshot(name: string): Promise<void>
}>

/** One headless browser for a test file; every window has a context, so cookies, of its own. */
export function useBrowser() {
  let browser: Browser | undefined
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    const { CHROMIUM: executablePath } = process.env
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ARGUMENTS,
    })
    await drawsChinese(browser)
  }, 60_000)
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser?.close()
  }, 30_000)

  return {
    async open(viewport: { width: number; height: number }): Promise<Window> {
      if (browser === undefined) {
        throw new Error('the browser is started in beforeAll: use it inside tests')
      }
      const context = await browser.newContext({
        viewport,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      })
      contexts.push(context)
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) {
          problems.push(`${message.text()} (${page.url()})`)
        }
      })
      page.on('pageerror', (error) => problems.push(String(error)))
      page.setDefaultTimeout(20_000)
      return { page, problems, screenshot: (name) => shoot(page, name) }
    },
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true })
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' })
}

/** Without a Chinese font every character is the same box, and a picture proves nothing. */
async function drawsChinese(browser: Browser): Promise<void> {
  const page = await browser.newPage()
  // As text: this runs in the page, whose globals the tests' compiler does not know.
  const isDrawn = await page.evaluate(`(() => {
    const drawn = (text) => {
      const canvas = document.createElement('canvas')
      canvas.getContext('2d').fillText(text, 10, 30)
      return canvas.toDataURL()
    }
    return drawn('茶') !== drawn('\\uffff')
  })()`)
  await page.close()
  if (isDrawn !== true) {
    throw new Error('no Chinese font: apt-get install fonts-noto-cjk')
  }
}
