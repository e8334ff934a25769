/*
 * Who may knock where, in one table, written from the architecture and not from the code: a route without a row fails, and
 * so does a row without a route. A word with a dot is a permission of operators, one with a colon a scope of keys.
 */
export const DOORS: Readonly<Record<string, string>> = {
  'GET /': 'anybody',
  'GET /healthz': 'anybody',
  'GET /readyz': 'anybody',
  'GET /metrics': 'anybody',
  'GET /pictures/:pictureId': 'anybody',
  'POST /api/session': 'anybody',
  'GET /api/sidebar/login-url': 'anybody',
  'POST /api/sidebar/session': 'anybody',
  'GET /mini/v1/config': 'anybody',
  'GET /mini/v1/stores': 'anybody',
  'GET /mini/v1/products': 'anybody',
  'GET /mini/v1/products/:productId': 'anybody',
  'POST /mini/v1/sessions': 'anybody',

  'GET /callbacks/wecom': 'platform',
  'POST /callbacks/wecom': 'platform',
  'GET /callbacks/mini': 'platform',
  'POST /callbacks/mini': 'platform',
  'POST /callbacks/pay/transactions': 'platform',
  'POST /callbacks/pay/refunds': 'platform',
  'POST /callbacks/pay/transfers': 'platform',

  'GET /mini/v1/me': 'customer',
  'POST /mini/v1/me/phone': 'customer',
  'DELETE /mini/v1/me/phone/consent': 'customer',
  'GET /mini/v1/me/export': 'customer',
  'GET /mini/v1/me/erasure': 'customer',
  'POST /mini/v1/me/erasure': 'customer',
  'DELETE /mini/v1/me/erasure': 'customer',
  'POST /mini/v1/orders': 'customer',
  'GET /mini/v1/orders': 'customer',
  'GET /mini/v1/orders/:orderId': 'customer',
  'POST /mini/v1/orders/:orderId/payment': 'customer',
  'POST /mini/v1/orders/:orderId/payment/refresh': 'customer',
  'POST /mini/v1/orders/:orderId/cancel': 'customer',

  'POST /open/v1/events': 'events:write',
  'GET /open/v1/inbox/stats': 'inbox:read',
  'POST /open/v1/inbox/drain': 'inbox:read',
  'GET /open/v1/customers': 'customers:read',
  'GET /open/v1/customers/resolve': 'customers:read',
  'GET /open/v1/customers/:customerId': 'customers:read',
  'GET /open/v1/customers/:customerId/timeline': 'customers:read',

  'GET /api/session': 'operator',
  'DELETE /api/session': 'operator',
  'GET /api/api-keys': 'api-keys.manage',
  'POST /api/api-keys': 'api-keys.manage',
  'POST /api/api-keys/:apiKeyId/revoke': 'api-keys.manage',
  'GET /api/audit': 'audit.read',
  'PUT /api/brand': 'stores.write',
  'GET /api/channel-codes': 'channel-codes.read',
  'POST /api/channel-codes': 'channel-codes.write',
  'PATCH /api/channel-codes/:channelCodeId': 'channel-codes.write',
  'GET /api/channel-codes/:channelCodeId/qr.png': 'channel-codes.read',
  'GET /api/customers': 'customers.read',
  'GET /api/customers/:customerId': 'customers.read',
  'GET /api/customers/:customerId/timeline': 'customers.read',
  'GET /api/customers/:customerId/identity': 'customers.read',
  'GET /api/customers/:customerId/identity/explanation': 'customers.read',
  'POST /api/customers/:customerId/phones/reveal': 'phones.reveal',
  'GET /api/customers/:customerId/export': 'customers.export',
  'GET /api/customers/:customerId/export.html': 'customers.export',
  'POST /api/customers/:customerId/erasures': 'customers.erase',
  'GET /api/erasures': 'customers.erase',
  'GET /api/health': 'jobs.read',
  'GET /api/identity/blocked': 'blocked-values.read',
  'GET /api/identity/blocked/rules': 'blocked-values.read',
  'POST /api/identity/blocked': 'blocked-values.write',
  'POST /api/identity/blocked/:key/removal': 'blocked-values.write',
  'POST /api/identity/previews': 'identity.decide',
  'POST /api/identity/decisions': 'identity.decide',
  'GET /api/identity/decisions': 'customers.read',
  'POST /api/identity/decisions/:decisionId/undo/preview': 'identity.decide',
  'POST /api/identity/decisions/:decisionId/undo': 'identity.decide',
  'GET /api/identity/history': 'customers.read',
  'POST /api/identity/history/:historyId/undo/preview': 'identity.decide',
  'GET /api/identity/reviews': 'customers.read',
  'GET /api/identity/reviews/:reviewId': 'customers.read',
  'GET /api/identity/pending': 'customers.read',
  'POST /api/identity/pending/:pendingId/apply': 'identity.decide',
  'POST /api/imports': 'imports.run',
  'GET /api/imports': 'imports.run',
  'GET /api/imports/:importId': 'imports.run',
  'GET /api/imports/:importId/errors.csv': 'imports.run',
  'POST /api/imports/:importId/check': 'imports.run',
  'POST /api/imports/:importId/run': 'imports.run',
  'POST /api/imports/:importId/stop': 'imports.run',
  'POST /api/imports/:importId/undo': 'imports.run',
  'GET /api/inbox/events': 'inbox.read',
  'GET /api/inbox/events/:key': 'inbox.read',
  'POST /api/inbox/events/:key/replay': 'inbox.replay',
  'GET /api/inbox/summary': 'inbox.read',
  'GET /api/inbox/dead': 'inbox.read',
  'POST /api/inbox/replays': 'inbox.replay',
  'GET /api/incidents': 'incidents.read',
  'GET /api/jobs': 'jobs.read',
  'POST /api/jobs/:name/run': 'jobs.run',
  'GET /api/operators': 'operators.manage',
  'POST /api/operators': 'operators.manage',
  'PATCH /api/operators/:operatorId': 'operators.manage',
  'GET /api/orders': 'orders.read',
  'GET /api/orders/:orderId': 'orders.read',
  'GET /api/orders/unknown-store-codes': 'orders.read',
  'GET /api/outbox/dead': 'inbox.read',
  'POST /api/outbox/:id/retry': 'inbox.replay',
  'POST /api/outbox/retries': 'inbox.replay',
  'POST /api/pictures': 'catalog.write',
  'GET /api/products': 'catalog.read',
  'POST /api/products': 'catalog.write',
  'GET /api/products/:productId': 'catalog.read',
  'PATCH /api/products/:productId': 'catalog.write',
  'POST /api/reconcile/contacts': 'reconcile.run',
  'GET /api/reconciliations': 'jobs.read',
  'GET /api/reconciliations/:roundId': 'jobs.read',
  'GET /api/sidebar/customer': 'sidebar.use',
  'GET /api/sidebar/customer/identity': 'sidebar.use',
  'GET /api/sidebar/jssdk': 'sidebar.use',
  'POST /api/sidebar/phone-checks': 'sidebar.use',
  'POST /api/sidebar/phone-checks/:checkId/proof': 'sidebar.use',
  'PUT /api/skus/:skuId/stock': 'stock.write',
  'GET /api/staff': 'staff.read',
  'GET /api/stores': 'stores.read',
  'PUT /api/stores/:storeCode': 'stores.write',
  'GET /api/workbench': 'insights.read',
}

/**
 * Who of the operators holds what. Left of the bar: of the whole brand. Right of it: the same roles limited to some
 * stores, where nothing is held that reaches beyond them. `staff` come in through WeCom and are always of a store.
 */
export const HOLDERS: Readonly<Record<string, string>> = {
  operator: /*            */ 'admin operator read-only | admin operator read-only manager staff',
  'api-keys.manage': /*   */ 'admin |',
  'audit.read': /*        */ 'admin |',
  'catalog.read': /*      */ 'admin operator read-only | admin operator read-only manager staff',
  'catalog.write': /*     */ 'admin operator |',
  'channel-codes.read': /**/ 'admin operator read-only | admin operator read-only',
  'channel-codes.write': /**/ 'admin operator | admin operator',
  'blocked-values.read': /**/ 'admin operator read-only |',
  'blocked-values.write': /**/ 'admin operator |',
  'customers.erase': /*   */ 'admin |',
  'customers.export': /*  */ 'admin operator |',
  'customers.read': /*    */ 'admin operator read-only |',
  'identity.decide': /*   */ 'admin operator |',
  'inbox.read': /*        */ 'admin operator read-only |',
  'inbox.replay': /*      */ 'admin operator |',
  'imports.run': /*        */ 'admin operator |',
  'incidents.read': /*    */ 'admin operator read-only |',
  'insights.read': /*     */ 'admin operator read-only |',
  'jobs.read': /*         */ 'admin operator read-only |',
  'jobs.run': /*          */ 'admin operator |',
  'operators.manage': /*  */ 'admin |',
  'orders.read': /*       */ 'admin operator read-only | admin operator read-only manager',
  'phones.reveal': /*     */ 'admin operator |',
  'reconcile.run': /*     */ 'admin operator |',
  'sidebar.use': /*       */ 'admin operator | staff',
  'staff.read': /*        */ 'admin operator read-only | admin operator read-only',
  'stock.write': /*       */ 'admin operator |',
  'stores.read': /*       */ 'admin operator read-only | admin operator read-only manager staff',
  'stores.write': /*      */ 'admin |',
}

/** `operator of the brand`, `manager of S1` … */
export function holdersOf(need: string): { brand: string[]; stores: string[] } {
  const [brand = '', stores = ''] = (HOLDERS[need] ?? '').split('|')
  const words = (text: string) => text.split(' ').filter(Boolean)
  return { brand: words(brand), stores: words(stores) }
}

/** The doors that need this; `kind`: any permission, any scope, or the word itself. */
export function doorsOf(kind: 'permission' | 'scope' | 'customer' | 'platform' | 'anybody') {
  const fits = (need: string) =>
    kind === 'permission'
      ? need === 'operator' || need.includes('.')
      : kind === 'scope'
        ? need.includes(':')
        : need === kind
  return Object.entries(DOORS)
    .filter(([, need]) => fits(need))
    .map(([door, need]) => ({ door, need }))
}
