import fs from 'node:fs'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser of the machine, else the one from npm (x86_64 Linux; unpacked to the temp folder once). */
export async function findChromium() {
  const found = INSTALLED.find((file) => fs.existsSync(file))
  if (found !== undefined) {
    return found
  }
  const { default: chromium } = await import('@sparticuz/chromium')
  return await chromium.executablePath()
}
