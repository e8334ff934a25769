import { runCommand } from './run-command.js'

test('npm run api: the types of the front ends are those of the routes', async () => {
  const { code, output } = await runCommand('npm run api -- --check')
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' })
}, 120_000)
