import { useSystem } from '../../support/system.js'

const system = useSystem({ suffix: '_headers' })

const ask = (path: string, init: RequestInit = {}) => fetch(`${system.now.url}${path}`, init)

// Guarantee: no answer lets a foreign page frame us, run a script in our name or read us from another origin.
test.each([
  '/api/session',
  '/healthz',
  '/nowhere',
  '/open/v1/customers',
  '/mini/v1/products',
  '/docs/json',
  '/callbacks/wecom',
])('%s is sent with a policy and tells nothing about who we are', async (path) => {
  const { headers } = await ask(path, { headers: { origin: 'https://evil.example' } })
  const policy = headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'self'"]) {
    expect(policy).toContain(part)
  }
  expect(policy).toContain(`frame-ancestors 'self' ${system.now.sandbox.url}`)
  expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain('unsafe')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toContain('max-age=')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  for (const name of ['x-powered-by', 'server', 'access-control-allow-origin']) {
    expect(headers.get(name)).toBeNull()
  }
})

test('the session cookie is for our own pages only, and no script reads it', async () => {
  const answer = await ask('/api/session', {
    method: 'POST',
    headers: { 'x-huike-csrf': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: 'test-admin-password' }),
  })
  const [cookie] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^huike_session=/)
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Lax/)
})
