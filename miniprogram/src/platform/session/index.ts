import { toProblem } from '../api/problem'
import { request } from '../api/request'
import type { LogIn } from '../api/types'
import { asText, read, remove, write } from '../storage'
import { door } from './door'

const TOKEN = 'token'
const EXPIRES = 'token.expires'

export type SessionState = 'checking' | 'in' | 'out'

let state: SessionState = 'checking'
let resuming: Promise<string | null> | null = null
const listeners = new Set<() => void>()

/** The customer's log-in: kept over restarts, renewed without asking where the platform can. */
export const session = {
  /** The token, after a silent log-in if there is none yet; null when the person must be asked. */
  async token(): Promise<string | null> {
    const stored = storedToken()
    if (stored !== null) {
      become('in')
      return stored
    }
    return silentLogIn()
  },

  /** Another token in place of one the server refused. */
  async renew(refused: string): Promise<string | null> {
    if (storedToken() === refused) {
      forget()
    }
    return session.token()
  },

  /** Logs in, asking the person if needed. Throws a Problem. */
  async logIn(): Promise<void> {
    await exchange(await door.askForCode())
  },

  /** Forgets the log-in on this device. */
  logOut(): void {
    forget()
    become('out')
  },

  state: (): SessionState => state,

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

// Several screens may ask in the same moment: one code, one session.
function silentLogIn(): Promise<string | null> {
  resuming ??= trySilently().finally(() => {
    resuming = null
  })
  return resuming
}

async function trySilently(): Promise<string | null> {
  try {
    const code = await door.silentCode()
    if (code !== null) {
      return await exchange(code)
    }
  } catch (error) {
    become('out')
    if (toProblem(error).outcomeUnknown) {
      throw error // not a refusal: the screen offers to try again
    }
  }
  become('out')
  return null
}

async function exchange(code: string): Promise<string> {
  const answer = await request<LogIn>('/mini/v1/sessions', { method: 'POST', body: { code } })
  write(TOKEN, answer.token)
  write(EXPIRES, answer.expiresAt)
  become('in')
  return answer.token
}

function storedToken(): string | null {
  const expiresAt = read(EXPIRES, asText)
  const expired = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
  return expired ? null : read(TOKEN, asText)
}

function forget(): void {
  remove(TOKEN)
  remove(EXPIRES)
}

function become(next: SessionState): void {
  if (state !== next) {
    state = next
    listeners.forEach((listener) => listener())
  }
}
