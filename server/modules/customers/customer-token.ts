import { hkdfSync } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../platform/clock/index.js'
import type { CustomerCaller } from '../../platform/http/index.js'

const LIFE_MS = 30 * 24 * 60 * 60 * 1000
const KEY_BYTES = 32
const AUDIENCE = 'huike:mini'
const ALGORITHM = 'HS256'

const Claims = z.object({ openid: z.string().min(1), appid: z.string().min(1), exp: z.int() })

type Deps = Readonly<{ secret: string; clock: Clock }>

export type CustomerTokens = ReturnType<typeof customerTokens>

/**
 * The mini-program's token: openid, appid and expiry, signed. Never a customer id: whose openid it is may change with a
 * merge, and the openid alone decides who is logged in.
 */
export function customerTokens({ secret, clock }: Deps) {
  // A key of its own: the secret signs other things, too.
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'huike customer token 1', KEY_BYTES))
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

  return {
    async issue(openid: string, appid: string): Promise<{ token: string; expiresAt: Date }> {
      const now = clock.now()
      const expiresAt = new Date((seconds(now) + LIFE_MS / 1000) * 1000)
      const token = await new SignJWT({ openid, appid })
        .setProtectedHeader({ alg: ALGORITHM })
        .setAudience(AUDIENCE)
        .setIssuedAt(seconds(now))
        .setExpirationTime(seconds(expiresAt))
        .sign(key)
      return { token, expiresAt }
    },

    /** The customer of a token; null for one that is forged, expired or not ours. */
    async authenticate(token: string): Promise<CustomerCaller | null> {
      const options = {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        currentDate: clock.now(),
        requiredClaims: ['exp'],
      }
      const claims = await jwtVerify(token, key, options).then(
        ({ payload }) => Claims.safeParse(payload),
        () => null,
      )
      if (claims === null || !claims.success) {
        return null
      }
      const { openid, appid, exp } = claims.data
      return { openid, appid, expiresAt: new Date(exp * 1000) }
    },
  }
}
