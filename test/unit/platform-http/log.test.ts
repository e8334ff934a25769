import { memoryLog } from '../../support/app.js'

// Guarantee: secrets and personal data never reach a log line, wherever the object has them.
test('names of secrets are hidden at the first levels of an object', () => {
  const { log, lines } = memoryLog()
  const secret = 'value-that-must-not-appear'
  log.info({ token: secret, headers: { authorization: secret }, a: { b: { phone: secret } } }, 'x')
  log.error({ err: Object.assign(new Error('failed'), { password: secret }) }, 'y')
  expect(lines().join('')).not.toContain(secret)
  expect(lines()[0]).toContain('[hidden]')
})

test('a line is JSON with level, ISO time and message', () => {
  const { log, lines } = memoryLog()
  log.warn({ orderId: 'ord_1' }, 'late')
  const line = JSON.parse(lines()[0] ?? '') as Record<string, unknown>
  expect(line).toMatchObject({ level: 'warn', orderId: 'ord_1', msg: 'late' })
  expect(String(line.time)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})
