import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve('miniprogram')
const OUTPUT = path.join(ROOT, 'dist/weapp')

// Guarantee: what runs in the browser here is also a mini-program that WeChat can be given: every page is built.
test('the mini-program builds for WeChat, with every page of its configuration', () => {
  fs.rmSync(OUTPUT, { recursive: true, force: true })
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build:weapp'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect({ status, output: status === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({
    status: 0,
    output: '',
  })
  const app = JSON.parse(fs.readFileSync(path.join(OUTPUT, 'app.json'), 'utf8')) as {
    pages: string[]
  }
  expect(app.pages).toContain('pages/checkout/index')
  const missing = app.pages.filter((page) => !fs.existsSync(path.join(OUTPUT, `${page}.wxml`)))
  expect(missing).toEqual([])
}, 240_000)
