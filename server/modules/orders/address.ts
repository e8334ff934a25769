import type { z } from 'zod'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { Address } from './orders.contract.js'

export type DeliveryAddress = z.output<typeof Address>

export const sealAddress = (cipher: PiiCipher, address: DeliveryAddress): string =>
  cipher.encrypt(JSON.stringify(address))

/** Throws `pii-key-unknown` or `pii-not-decryptable`. */
export const openAddress = (cipher: PiiCipher, sealed: string): DeliveryAddress =>
  Address.parse(JSON.parse(cipher.decrypt(sealed)))
