import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { HttpClient } from '../../platform/http-client/index.js'
import type { FreshToken, TokenCache } from '../../platform/tokens/index.js'
import { exchange, parse, throwUnlessOk, type Sent } from './exchange.js'
import { reactionTo } from './wecom.codes.js'

export type WecomSettings = Readonly<{ corpId: string; agentId: string; secret: string }>

export type Ask<Schema extends z.ZodType> = Sent & Readonly<{ answer: Schema }>

export type Transport = {
  /** The parsed answer. Throws `CallFailed`. */
  ask<Schema extends z.ZodType>(request: Ask<Schema>): Promise<z.output<Schema>>
  /** The same, but the named error codes of WeCom come back as values. */
  askExpecting<Schema extends z.ZodType, Code extends number>(
    request: Ask<Schema> & { expected: readonly Code[] },
  ): Promise<{ value: z.output<Schema> } | { errcode: Code }>
  /** A ticket, shared by all processes like the token. */
  ticket(request: { api: string; query?: Readonly<Record<string, string>> }): Promise<string>
}

type Options = Readonly<{
  /** On WeCom's host, or the sandbox's stand-in for it. */
  http: HttpClient
  tokens: TokenCache
  settings: WecomSettings
  /** Between two tries when WeCom is busy; replaced in tests. */
  wait?: (ms: number) => Promise<unknown>
}>

/** Below the lease of the token cache (5 s). */
const TOKEN_TIMEOUT_MS = 4_000
const BUSY_TRIES = 3
const BUSY_PAUSE_MS = 200

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })
const TicketAnswer = z.object({ ticket: z.string().min(1), expires_in: z.number().positive() })

/**
 * Calls WeCom's server APIs: adds the token (fetching a new one at most once per call), repeats a busy answer up to
 * twice, judges by `errcode` alone. Sources: documents 91039, 90313.
 */
export function wecomTransport({ http, tokens, settings, wait = pause }: Options): Transport {
  const tokenName = `wecom:${settings.corpId}:${settings.agentId}:access-token`

  async function fetchToken(): Promise<FreshToken> {
    const api = 'gettoken'
    const query = { corpid: settings.corpId, corpsecret: settings.secret }
    const answer = await exchange(http, { api, query, timeoutMs: TOKEN_TIMEOUT_MS })
    throwUnlessOk(api, answer.errcode)
    const parsed = parse(TokenAnswer, api, answer)
    return { token: parsed.access_token, expiresInS: parsed.expires_in }
  }

  async function askWithToken(request: Sent) {
    const token = await tokens.get(tokenName, fetchToken)
    const send = (access_token: string) =>
      exchange(http, { ...request, query: { access_token, ...request.query } })
    const answer = await send(token)
    if (reactionTo(answer.errcode) !== 'refresh-token') {
      return answer
    }
    await tokens.invalidate(tokenName, token)
    return send(await tokens.get(tokenName, fetchToken))
  }

  async function askPatiently(request: Sent, expected: readonly number[]) {
    for (let attempt = 1; attempt < BUSY_TRIES; attempt += 1) {
      const answer = await askWithToken(request)
      if (reactionTo(answer.errcode) !== 'retry' || expected.includes(answer.errcode)) {
        return answer
      }
      await wait(BUSY_PAUSE_MS * attempt * (0.5 + Math.random()))
    }
    return askWithToken(request)
  }

  const ask: Transport['ask'] = async (request) => {
    const answer = await askPatiently(request, [])
    throwUnlessOk(request.api, answer.errcode)
    return parse(request.answer, request.api, answer)
  }

  return {
    ask,

    async askExpecting(request) {
      const answer = await askPatiently(request, request.expected)
      const errcode = request.expected.find((code) => code === answer.errcode)
      if (errcode !== undefined) {
        return { errcode }
      }
      throwUnlessOk(request.api, answer.errcode)
      return { value: parse(request.answer, request.api, answer) }
    },

    ticket({ api, query }) {
      const name = `wecom:${settings.corpId}:${settings.agentId}:${api}:${query?.['type'] ?? ''}`
      return tokens.get(name, async () => {
        const answer = await ask({
          api,
          answer: TicketAnswer,
          timeoutMs: TOKEN_TIMEOUT_MS,
          ...(query && { query }),
        })
        return { token: answer.ticket, expiresInS: answer.expires_in }
      })
    },
  }
}
