import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { withProgress } from './progress.mjs'
import { runCommand } from './run-command.mjs'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const INSTALL =
  'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk'

/**
 * Installs Chromium and a Chinese font where that is possible (Debian as root) and they are missing. A failure is no
 * error here: the tests can use the browser from npm, and say themselves when no font has Chinese signs.
 */
export async function ensureBrowser() {
  if (hasBrowser() && hasChineseFont()) {
    return
  }
  const mayInstall = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')
  if (!mayInstall) {
    return
  }
  await withProgress('installing Chromium and a Chinese font', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await runCommand(INSTALL, { env }).catch((error) => {
      process.stderr.write(`setup: apt-get did not work, going on without: ${lastLine(error)}\n`)
    })
  })
}

const hasBrowser = () =>
  Boolean(process.env.CHROMIUM) || BROWSERS.some((file) => fs.existsSync(file))

function hasChineseFont() {
  const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return (stdout ?? '').trim() !== ''
}

const lastLine = (error) => error.message.trim().split('\n').at(-1)
