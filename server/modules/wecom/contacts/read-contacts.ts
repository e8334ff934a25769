import { AppError } from '../../../platform/errors/index.js'
import { CallFailed } from '../../../platform/http-client/index.js'
import { inParallel } from '../in-parallel.js'
import type { ContactPlatform, PlatformContact } from '../wecom.ports.js'

const PARALLEL = 8
/** A welcome code lives 20 s and its event is leased for 3 s: the greeting does not wait for a slow reading. */
const HURRY_MS = 1_500

export type Reading =
  | Readonly<{ kind: 'read'; contact: PlatformContact | null }>
  | Readonly<{ kind: 'failed'; code: string; retriable: boolean; afterMs?: number }>

/** Reads each contact once. One that cannot be read fails alone. `hurried`: given up after 1.5 s, read again soon. */
export async function readContacts(
  platform: Pick<ContactPlatform, 'getContact'>,
  externalUserids: ReadonlyMap<string, { isHurried: boolean }>,
): Promise<Map<string, Reading>> {
  const readings = await inParallel(
    [...externalUserids],
    PARALLEL,
    async ([externalUserid, { isHurried }]) => {
      const reading = read(platform, externalUserid)
      return [externalUserid, await (isHurried ? orLate(reading) : reading)] as const
    },
  )
  return new Map(readings)
}

async function read(
  platform: Pick<ContactPlatform, 'getContact'>,
  externalUserid: string,
): Promise<Reading> {
  try {
    return { kind: 'read', contact: await platform.getContact(externalUserid) }
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error
    }
    const { code, retriable } = error
    const afterMs = error instanceof CallFailed ? error.retryAfterMs : undefined
    return { kind: 'failed', code, retriable, afterMs }
  }
}

function orLate(reading: Promise<Reading>): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const late: Reading = { kind: 'failed', code: 'wecom-slow', retriable: true }
    const timer = setTimeout(() => resolve(late), HURRY_MS)
    reading.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
