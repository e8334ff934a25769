import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'

export type PlatformCertificate = Readonly<{
  serial: string
  pem: string
  effectiveAt: Date
  expiresAt: Date
}>

export type PayKeys = {
  /** The key that WeChat Pay signs with under this serial; null when it is not one of theirs. */
  find(serial: string): Promise<KeyObject | null>
  /** For requests: tells WeChat Pay which key we expect the answer to be signed with; null until one is known. */
  preferredSerial(): string | null
}

type Options = Readonly<{
  /** Public-key mode. Certificates are then only looked at for a serial of theirs: both arrive during a switch. */
  publicKey?: Readonly<{ id: string; pem: string }>
  /** Downloads and decrypts the platform certificates; throws when WeChat Pay cannot be asked. */
  download: () => Promise<readonly PlatformCertificate[]>
  /** Business time, for the certificates' validity. */
  clock: Clock
  /** Milliseconds of this process that only go forward, for the age of the store. */
  monotonicMs?: () => number
}>

const PUBLIC_KEY_PREFIX = 'PUB_KEY_ID_'
/** Certificates are announced days before they are used. */
const MAX_AGE_MS = 12 * 3_600_000
/** Whatever serials are sent to us, WeChat Pay is asked no more often than this. */
const MIN_INTERVAL_MS = 60_000

type Held = Readonly<{ key: KeyObject; effectiveAt: Date; expiresAt: Date }>

/**
 * The keys of WeChat Pay. Certificates are fetched at the first need, when they are 12 hours old, and for an unknown serial
 * (a rotation that came early) at most once a minute: else an unknown serial is answered from memory.
 * Source: WeChat Pay v3, 微信支付公钥 and 平台证书.
 */
export function payKeys(options: Options): PayKeys {
  const { publicKey, clock, monotonicMs = () => performance.now() } = options
  const ownKey = publicKey === undefined ? null : createPublicKey(publicKey.pem)
  let certificates: ReadonlyMap<string, Held> = new Map()
  let loadedMs = Number.NEGATIVE_INFINITY
  let triedMs = Number.NEGATIVE_INFINITY
  let loading: Promise<void> | null = null

  async function load(): Promise<void> {
    triedMs = monotonicMs()
    const downloaded = await options.download()
    certificates = new Map(downloaded.map((one) => [one.serial.toUpperCase(), held(one)]))
    loadedMs = monotonicMs()
  }

  /** One download at a time, and a pause between two, also after one that failed. */
  async function refresh(): Promise<void> {
    if (loading === null && monotonicMs() - triedMs >= MIN_INTERVAL_MS) {
      loading = load().finally(() => {
        loading = null
      })
    }
    await loading
  }

  function known(serial: string): KeyObject | null {
    // WeChat Pay writes serials in upper case, libraries in lower case.
    const found = certificates.get(serial.toUpperCase())
    const now = clock.now()
    return found !== undefined && found.effectiveAt <= now && now < found.expiresAt
      ? found.key
      : null
  }

  async function findCertificate(serial: string): Promise<KeyObject | null> {
    const found = known(serial)
    const isStale = monotonicMs() - loadedMs >= MAX_AGE_MS
    if (found !== null && !isStale) {
      return found
    }
    try {
      await refresh()
    } catch (error) {
      // An old key is better than none. With none at all nobody can be judged: the sender shall come again.
      if (certificates.size === 0 && publicKey === undefined) {
        throw error
      }
    }
    return known(serial) ?? found
  }

  return {
    async find(serial) {
      if (serial.startsWith(PUBLIC_KEY_PREFIX)) {
        return serial === publicKey?.id ? ownKey : null
      }
      return /^[0-9A-Fa-f]{8,64}$/.test(serial) ? findCertificate(serial) : null
    },
    preferredSerial() {
      const byAge = [...certificates].sort(
        ([, a], [, b]) => b.effectiveAt.getTime() - a.effectiveAt.getTime(),
      )
      return publicKey?.id ?? byAge[0]?.[0] ?? null
    },
  }
}

function held({ pem, effectiveAt, expiresAt }: PlatformCertificate): Held {
  return { key: new X509Certificate(pem).publicKey, effectiveAt, expiresAt }
}
