import { freePort, isOpen, startCommand } from './run-command.js'

const START_MS = 180_000

test(
  'npm run sandbox: WeChat alone, with its panel and its control API; Ctrl-C ends it',
  async () => {
    const port = await freePort()
    const sandbox = startCommand('npm run sandbox', { SANDBOX_PORT: String(port) })
    const url = `http://127.0.0.1:${port}`
    try {
      await sandbox.says(`WeChat sandbox: ${url}`, START_MS)
      const panel = await fetch(url)
      expect(panel.status).toBe(200)
      expect(panel.headers.get('content-type')).toContain('text/html')
      const credentials: unknown = await (await fetch(`${url}/control/credentials`)).json()
      expect(credentials).toMatchObject({ WECOM_API_BASE: `${url}/qyapi` })
    } finally {
      await sandbox.interrupt()
    }
    expect(await isOpen(port)).toBe(false)
  },
  START_MS,
)
