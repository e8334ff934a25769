import type { SystemClients } from '../clients/system-clients.js'
import { waitUntil } from '../clients/wait-until.js'
import { PRODUCTS } from '../demo/brand/products.js'
import { STORES } from '../demo/brand/stores.js'
import { must, type Scene } from './story.js'

/** What a story needs before it begins: a store, a product on the shelf, a staff member with a channel code. */

const SYNC_MS = 30_000
const CODE_MS = 15_000
const FIRST_CODE = 'story-first-code'

/** A loaded system has both already; a fresh one gets them through the console's routes. */
export function setTheStage({ system, step }: Scene) {
  return step('A store is open, and a staff member there has a channel code', {
    act: async () => {
      await openStore(system)
      await putOnShelf(system)
      return await someCode(system)
    },
    see: async (code, tell) => {
      const [staff] = code.staff
      must(staff !== undefined, 'the channel code has no staff member')
      tell.written(`channel code "${code.name}" of ${staff.name}, state ${code.state}`)
      return { code, staff }
    },
  })
}

async function openStore({ console, phone }: SystemClients): Promise<void> {
  const { items } = await phone().stores()
  const [first] = STORES
  if (items.length === 0 && first !== undefined) {
    const { storeCode, name, address, departmentId } = first
    await console.saveStore({ storeCode, name, address, department: String(departmentId) })
  }
}

async function putOnShelf({ console }: SystemClients): Promise<void> {
  const { items } = await console.products()
  const [first] = PRODUCTS
  if (first !== undefined && !items.some(({ status }) => status === 'on-shelf')) {
    const { weight: _weight, ...product } = first
    await console.createProduct({ ...product, kind: 'goods' })
  }
}

async function someCode({ console, sandbox }: SystemClients) {
  const { items } = await console.channelCodes()
  const known = items.findLast(({ status }) => status === 'ready')
  if (known !== undefined) {
    return known
  }
  await console.runJob('wecom.sync-staff', { withinMs: SYNC_MS })
  const { staff } = await sandbox.world()
  must(staff[0] !== undefined, 'the sandbox has no staff')
  const asked = { name: '收银台', userids: [staff[0].userid] }
  const { channelCodeId } = await console.createChannelCode(asked, FIRST_CODE)
  return await waitUntil(
    async () => {
      const made = (await console.channelCodes()).items.find(
        (code) => code.channelCodeId === channelCodeId,
      )
      must(made?.status === 'ready', `the channel code is ${made?.status}`)
      return made
    },
    { withinMs: CODE_MS },
  )
}
