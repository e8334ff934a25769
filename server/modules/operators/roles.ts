/** Every permission of the product with what it lets one do. A route that names another one stops the start. */
export const PERMISSIONS = {
  'customers.read': 'see customers and their timelines',
  'customer-views.share': 'show a saved view of the customers to everybody, and take it back',
  'customers.export': 'take a copy of all that is kept about a person; each is in the audit trail',
  'customers.erase': 'erase a person for good',
  'imports.run': 'import members and orders from files, and undo an import',
  'phones.reveal': 'see full phone numbers; each look is in the audit trail',
  'blocked-values.read': 'see the values that are nobody’s',
  'blocked-values.write': 'put values on that list and take them off',
  'identity.decide': 'say who is who, and take it back',
  'identity.rules': 'try other rules of who is who over everybody, and apply them',
  'inbox.read': 'see events and dead letters',
  'inbox.replay': 'work an event again',
  'jobs.read': 'see scheduled work',
  'jobs.run': 'run scheduled work now',
  'channel-codes.read': 'see channel codes',
  'channel-codes.write': 'make and change channel codes',
  'staff.read': 'see staff',
  'sidebar.use': 'use the sidebar beside a chat',
  'reconcile.run': 'compare everything with WeChat now',
  'catalog.read': 'see products and stock',
  'catalog.write': 'change products',
  'stock.write': 'change stock',
  'stock.switch': 'say that a store has sold out of something, or has it again',
  'orders.read': 'see orders, payments and incidents',
  'orders.fulfil': 'make, set ready and hand over paid orders',
  'coupons.read': 'see coupons, what they have cost, and what a parcel costs',
  'coupons.write': 'make and stop coupons, give them to customers, set what a parcel costs',
  'vouchers.read': 'see vouchers, without their codes',
  'vouchers.redeem': 'redeem vouchers at a counter',
  'vouchers.undo': 'take a redemption of the same day back',
  'incidents.read': 'see incidents',
  'refunds.read': 'see refunds',
  'refunds.write': 'give money back, and try again what failed',
  'ledger.read': 'see the books',
  'bills.read': 'see the bills of WeChat Pay and how they compare with the books',
  'bills.run': 'compare a day with its bills again',
  'shipping.read': 'see what WeChat was told of shipped goods',
  'shipping.write': 'tell WeChat again what it has not taken',
  'insights.read': 'see the workbench and its numbers',
  'stores.read': 'see stores',
  'stores.write': 'change stores and the name of the brand',
  'operators.manage': 'make and change operators',
  'api-keys.manage': 'make and revoke keys of the open API',
  'audit.read': 'see the audit trail',
} as const

export type Permission = keyof typeof PERMISSIONS
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[]

export const ROLES = ['admin', 'operator', 'store-manager', 'staff', 'read-only'] as const
export type Role = (typeof ROLES)[number]

const ADMIN_ONLY: readonly Permission[] = [
  'operators.manage',
  'api-keys.manage',
  'customers.erase',
  'identity.rules',
  'audit.read',
  'stores.write',
]
const READING = ALL_PERMISSIONS.filter((permission) => permission.endsWith('.read'))

/** What each role may do, at most: whoever is limited to some stores holds only what `permissionsOf` leaves. */
const GRANTED: Readonly<Record<Role, readonly Permission[]>> = {
  admin: ALL_PERMISSIONS,
  operator: ALL_PERMISSIONS.filter((permission) => !ADMIN_ONLY.includes(permission)),
  // Only what is narrowed to the operator's own stores; customers and numbers follow when they are.
  'store-manager': [
    ...(['sidebar.use', 'catalog.read', 'stock.switch', 'orders.read', 'orders.fulfil'] as const),
    ...(['vouchers.read', 'vouchers.redeem', 'vouchers.undo', 'stores.read'] as const),
  ],
  staff: [
    ...(['sidebar.use', 'catalog.read', 'stock.switch', 'orders.fulfil'] as const),
    ...(['vouchers.redeem', 'stores.read'] as const),
  ],
  'read-only': READING.filter((permission) => permission !== 'audit.read'),
}

/**
 * Safe in the hands of somebody who may see some stores only: each route behind these narrows by `storeCodes`, but for
 * the catalogue, which is the same in all stores. A new permission is brand-wide until it stands here.
 */
const NARROWED: readonly Permission[] = [
  'catalog.read',
  'channel-codes.read',
  'channel-codes.write',
  'orders.read',
  'orders.fulfil',
  'staff.read',
  'stock.switch',
  'stores.read',
  'vouchers.read',
  'vouchers.redeem',
  'vouchers.undo',
]

type Holder = Readonly<{
  role: Role
  storeCodes: readonly string[] | null
  staffUserid?: string
}>

/** What this operator may do. Somebody of some stores may use the sidebar as a member of WeCom's staff only. */
export function permissionsOf({ role, storeCodes, staffUserid }: Holder): readonly Permission[] {
  const granted = GRANTED[role]
  if (storeCodes === null) {
    return granted
  }
  const allowed: readonly Permission[] =
    staffUserid === undefined ? NARROWED : [...NARROWED, 'sidebar.use']
  return granted.filter((permission) => allowed.includes(permission))
}
