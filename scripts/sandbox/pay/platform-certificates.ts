import { X509Certificate } from 'node:crypto'
import type { Context } from '../context.js'
import { mintCertificate } from '../keys/mint.js'
import type { PlatformCertificate } from '../world/pay-model.js'

type Parts = Pick<Context, 'world' | 'keys'>

/** The certificates that are valid, oldest first; the first one is minted with the keys. */
export function validCertificates({ world, keys }: Parts): PlatformCertificate[] {
  if (world.platformCertificates.size() === 0) {
    const { validFrom, validTo } = new X509Certificate(keys.platformCertPem)
    world.platformCertificates.put({
      serial: keys.platformSerial,
      certPem: keys.platformCertPem,
      privateKeyPem: keys.platformPrivateKeyPem,
      effectiveAt: Date.parse(validFrom),
      expiresAt: Date.parse(validTo),
      signs: true,
      endedAt: null,
    })
  }
  return world.platformCertificates.all().filter(({ endedAt }) => endedAt === null)
}

/** The one that signs answers and notifications in certificate mode. */
export function signingCertificate(parts: Parts): PlatformCertificate {
  const found = validCertificates(parts).find(({ signs }) => signs)
  if (found === undefined) {
    throw new Error('no platform certificate signs')
  }
  return found
}

/** A second certificate appears days before it is used: GET /v3/certificates lists both. */
export async function announceCertificate(context: Context): Promise<PlatformCertificate> {
  validCertificates(context)
  const now = new Date(context.clock.now())
  const minted = await mintCertificate('Sandbox pay platform', now)
  const { validFrom, validTo } = new X509Certificate(minted.certPem)
  return context.world.platformCertificates.put({
    ...minted,
    effectiveAt: Date.parse(validFrom),
    expiresAt: Date.parse(validTo),
    signs: false,
    endedAt: null,
  })
}

/** The newest certificate signs from now on. */
export function switchCertificate(parts: Parts): PlatformCertificate {
  const valid = validCertificates(parts)
  const newest = valid.at(-1) ?? signingCertificate(parts)
  valid.forEach((one) => {
    one.signs = one === newest
  })
  return newest
}

/** Those that do not sign end: not listed, and nothing may be encrypted for them. Answers how many. */
export function endOldCertificates(context: Context): number {
  const { serial } = signingCertificate(context)
  const valid = validCertificates(context)
  const index = valid.findIndex((one) => one.serial === serial)
  const old = valid.slice(0, index)
  old.forEach((one) => {
    one.endedAt = context.clock.now()
  })
  return old.length
}
