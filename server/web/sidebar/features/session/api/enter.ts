import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { isNotLoggedIn, unwrap } from '../../../../shared/http/problem.js'

export type Session = Answer<'/api/session'>

const PERMISSION = 'sidebar.use'
// The session is an httpOnly cookie; this mark only spares the first visit a question answered with 401.
const MARK = 'huike.sidebar.logged-in'
const HOME = '/sidebar/'

/**
 * The session of the staff member in front of the screen. Without one the browser leaves for WeCom's log-in, which
 * comes back here with a code; the promise then never settles, as the page is on its way out.
 */
export async function enter(): Promise<Session> {
  const back = cameBack()
  if (back !== null) {
    // out of the address first: a code is good once, and a reload must not offer it again
    history.replaceState(null, '', HOME)
    await unwrap(api.POST('/api/sidebar/session', { body: back }))
    localStorage.setItem(MARK, '1')
    return await readSession()
  }
  return mustLogIn() ? await logIn() : await currentOrLogIn()
}

/** Goes to WeCom's log-in page. */
export async function logIn(): Promise<never> {
  localStorage.removeItem(MARK)
  const redirect = new URL(HOME, location.origin).href
  const { url } = await unwrap(
    api.GET('/api/sidebar/login-url', { params: { query: { redirect } } }),
  )
  location.replace(url)
  return await new Promise<never>(() => {})
}

function cameBack(): { code: string; state: string } | null {
  const params = new URLSearchParams(location.search)
  const code = params.get('code')
  return code === null ? null : { code, state: params.get('state') ?? '' }
}

/** Inside a frame (only the sandbox has one) the chat may belong to another staff member by now. */
function mustLogIn(): boolean {
  return window.parent !== window || localStorage.getItem(MARK) === null
}

async function currentOrLogIn(): Promise<Session> {
  const session = await readSession().catch((error: unknown) => {
    if (isNotLoggedIn(error)) {
      return null
    }
    throw error
  })
  return session?.operator.permissions.includes(PERMISSION) ? session : await logIn()
}

const readSession = (): Promise<Session> => unwrap(api.GET('/api/session'))
