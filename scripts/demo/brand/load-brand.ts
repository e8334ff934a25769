import type { SystemClients } from '../../clients/system-clients.js'
import { TAG_GROUPS } from '../people/contacts.js'
import { CHANNEL_CODES } from './channel-codes.js'
import { PRODUCTS } from './products.js'
import { STAFF } from './staff.js'
import { BRAND, OPERATIONS_DEPARTMENT, STORES } from './stores.js'

/** Stores, staff and what is sold. Each part may run again: what is there stays. */

const SYNC_MS = 60_000
const IN_PARALLEL = 8

/** Stores in the console, their departments and staff in WeCom, then the sync that brings both together. */
export async function loadStoresAndStaff({ console, sandbox }: SystemClients): Promise<string> {
  await inGroups(STORES, ({ storeCode, name, address, departmentId }) =>
    console.saveStore({ storeCode, name, address, department: String(departmentId) }),
  )
  await sandbox.seed({
    departments: [
      { id: 1, name: BRAND, parentId: 0 },
      ...STORES.map(({ departmentId: id, name }, order) => ({ id, name, parentId: 1, order })),
      { id: OPERATIONS_DEPARTMENT, name: '运营部', parentId: 1, order: STORES.length },
    ],
    staff: STAFF.map(({ departmentId, ...staff }) => ({ ...staff, departments: [departmentId] })),
    tags: TAG_GROUPS,
  })
  await console.runJob('wecom.sync-staff', { withinMs: SYNC_MS })
  return `${STORES.length} stores, ${STAFF.length} staff`
}

/** Products with SKUs and stock, one after the other: the shop shows each category in this order. */
export async function loadProducts({ console }: SystemClients): Promise<string> {
  const { items } = await console.products()
  const known = new Set(items.map(({ name }) => name))
  const missing = PRODUCTS.filter(({ name }) => !known.has(name))
  for (const { weight: _weight, ...product } of missing) {
    await console.createProduct({ ...product, kind: 'goods' })
  }
  return `${PRODUCTS.length} products`
}

/** Answers the state token of each staff member's code: contacts that came by it carry it. */
export async function loadChannelCodes({ console }: SystemClients): Promise<Map<string, string>> {
  const states = new Map<string, string>()
  for (const { userid, name, welcomeText } of CHANNEL_CODES) {
    const code = await console.createChannelCode(
      { name, userids: [userid], ...(welcomeText === undefined ? {} : { welcomeText }) },
      `demo-code-${userid}`,
    )
    states.set(userid, code.state)
  }
  return states
}

/** A few at a time: a newcomer waits for this. */
async function inGroups<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += IN_PARALLEL) {
    await Promise.all(items.slice(start, start + IN_PARALLEL).map(work))
  }
}
