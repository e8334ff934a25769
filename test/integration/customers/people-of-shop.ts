import type { PreviewAnswer } from './desk.js'
import { factEvent, NOON, openid, proved, useShop } from './shop.js'

// Who is whom in the shop as operators' words leave it, and what phones and cards say about them.

export const card = (value: string) => ({
  ...proved('member_no', 'pos-1', value),
  strength: 'verified' as const,
})

export const authorised = (who: ReturnType<typeof openid>, number: Observed, at = NOON) =>
  factEvent([who, number], { kind: 'phone-authorised', source: 'mini', at })

type Observed = ReturnType<typeof proved>

export const groupsOf = (sides: PreviewAnswer['after']) =>
  sides
    .map(({ identifiers }) =>
      identifiers
        .map(({ key }) => key)
        .sort()
        .join(' '),
    )
    .sort()

export function usePeople(shop: ReturnType<typeof useShop>) {
  const phone = (value: string) => ({
    ...proved('phone', 'cn', value),
    ...{
      strength: 'verified' as const,
      phoneTail: value.slice(-4),
      value: shop.cipher.encrypt(value),
    },
  })

  /** Owners, sums and states, without versions and the time of the last merges. */
  async function people() {
    const { identifiers, customers, links } = shop.collections()
    const strip = ({ version: _v, merges: _m, ...rest }: Record<string, unknown>) => rest
    const all = await customers.find({ state: 'living' }).sort({ _id: 1 }).toArray()
    const owned = await identifiers.find().sort({ _id: 1 }).toArray()
    return {
      customers: all.map(strip),
      identifiers: owned.map(({ words: _w, ...rest }) => rest),
      links: await links.find().sort({ _id: 1 }).toArray(),
    }
  }

  async function groupsStored() {
    const owned = await shop
      .collections()
      .identifiers.find({ ownerId: { $ne: null } })
      .toArray()
    const groups = new Map<string, string[]>()
    owned.forEach(({ _id, ownerId }) =>
      groups.set(ownerId ?? '', [...(groups.get(ownerId ?? '') ?? []), _id]),
    )
    return [...groups.values()].map((keys) => keys.sort().join(' ')).sort()
  }

  return { phone, people, groupsStored }
}
