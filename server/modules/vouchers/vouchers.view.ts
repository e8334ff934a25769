import type { z } from 'zod'
import { businessDay } from '../../platform/days/index.js'
import { pictureUrl } from '../catalog/index.js'
import type { Redemption, Voucher } from './voucher.domain.js'
import type {
  OfferedView,
  RedemptionView,
  ShopVoucherView,
  VoucherView,
} from './vouchers.contract.js'

/** Answers about vouchers. Pure. */

export type Person = Readonly<{ customerId: string; name: string | null }>
export type StoreNamesByCode = ReadonlyMap<string, string>
/** What an answer joins from other modules. `people`: by voucher. */
export type Joined = Readonly<{
  storeNames: StoreNamesByCode
  holders: ReadonlyMap<string, Person>
  payers: ReadonlyMap<string, Person>
}>

function lookOf(voucher: Voucher, storeNames: StoreNamesByCode) {
  const { voucherId, name, skuName, pictureId, tint, art, state, usesLeft, uses } = voucher
  const { storeCodes, atExpiry, validFrom, validTo, createdAt, endedAt } = voucher
  return {
    voucherId,
    name,
    skuName,
    pictureUrl: pictureId === undefined ? undefined : pictureUrl(pictureId),
    tint,
    art,
    state,
    usesLeft,
    uses,
    storeCodes: [...storeCodes],
    storeNames: storeCodes.map((storeCode) => storeNames.get(storeCode) ?? storeCode),
    atExpiry,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString(),
  }
}

type Mine = Readonly<{
  keys: readonly string[]
  storeNames: StoreNamesByCode
  code?: string
  codePicture?: string
}>

/** A voucher as somebody sees it who holds it or paid for it. `keys`: theirs. `code`: for its holder only. */
export function shopVoucher(
  voucher: Voucher,
  { keys, storeNames, code, codePicture }: Mine,
): z.output<typeof ShopVoucherView> {
  const { orderId, owedFen, codeTail, state, usesLeft, uses, givenAt, offer } = voucher
  const isMine = keys.includes(voucher.identifierKey)
  const isActive = state === 'active'
  return {
    ...lookOf(voucher, storeNames),
    orderId,
    owedFen,
    codeTail,
    isMine,
    isGift: isMine && givenAt !== undefined,
    mayGive: isMine && isActive && givenAt === undefined && usesLeft === uses,
    mayRefund: isActive && owedFen > 0 && keys.includes(voucher.payerKey),
    offerUntil: offer?.until.toISOString(),
    ...(isMine ? { code, codePicture } : {}),
  }
}

/** To the friend who has not taken it yet. */
export function offeredView(
  voucher: Voucher,
  storeNames: StoreNamesByCode,
): z.output<typeof OfferedView> {
  const until = (voucher.offer?.until ?? voucher.validTo).toISOString()
  return { ...lookOf(voucher, storeNames), until }
}

export function voucherView(
  voucher: Voucher,
  { storeNames, holders, payers }: Joined,
): z.output<typeof VoucherView> {
  const { voucherId, orderId, owedFen, soldFen, codeTail, givenAt, offer, refundId } = voucher
  const isGiven = voucher.identifierKey !== voucher.payerKey
  return {
    ...lookOf(voucher, storeNames),
    orderId,
    owedFen,
    soldFen,
    codeTail,
    customer: personOf(holders.get(voucherId)),
    payer: isGiven ? personOf(payers.get(voucherId)) : undefined,
    givenAt: givenAt?.toISOString(),
    offerUntil: offer?.until.toISOString(),
    refundId,
  }
}

const personOf = (person: Person | undefined) =>
  person === undefined
    ? undefined
    : { customerId: person.customerId, name: person.name ?? undefined }

type Around = Readonly<{ voucher: Voucher; storeNames: StoreNamesByCode; now: Date }>

export function redemptionView(
  redemption: Redemption,
  { voucher, storeNames, now }: Around,
): z.output<typeof RedemptionView> {
  const { redemptionId, voucherId, storeCode, uses, usesLeft, amountFen, at } = redemption
  const { source, operatorName, undoneAt, undoneBy } = redemption
  const isOpen = voucher.state === 'active' || voucher.state === 'redeemed'
  return {
    redemptionId,
    voucherId,
    name: voucher.name,
    codeTail: voucher.codeTail,
    storeCode,
    storeName: storeNames.get(storeCode),
    uses,
    usesLeft,
    amountFen,
    at: at.toISOString(),
    source,
    operatorName,
    mayUndo:
      undoneAt === undefined &&
      isOpen &&
      businessDay(at) === businessDay(now) &&
      now.getTime() < voucher.validTo.getTime(),
    undoneAt: undoneAt?.toISOString(),
    undoneBy,
  }
}
