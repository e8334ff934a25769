import { z } from 'zod'
import type { System } from '../../support/system.js'

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

const CSRF = { 'content-type': 'application/json', 'x-huike-csrf': '1' }

/** A staff member logs in inside WeCom, through the real routes. */
export async function sidebarOf({ url, control }: System, userid: string) {
  const begun = await fetch(`${url}/api/sidebar/login-url?redirect=/sidebar/`)
  const { url: address } = z.object({ url: z.string() }).parse(await begun.json())
  const state = new URL(address).searchParams.get('state')
  const body = { userid }
  const given = await control.send('POST', '/staff/login', z.object({ code: z.string() }), { body })
  const answer = await fetch(`${url}/api/sidebar/session`, {
    method: 'POST',
    headers: { ...CSRF, cookie: cookiesOf(begun) },
    body: JSON.stringify({ code: given.body.code, state }),
  })
  expect(answer.status).toBe(200)
  const cookie = cookiesOf(answer)
  return {
    get: (path: string) => fetch(`${url}${path}`, { headers: { cookie } }),
    post: (path: string, sent: object, headers: Record<string, string> = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { ...CSRF, ...headers, cookie },
        body: JSON.stringify(sent),
      }),
  }
}
