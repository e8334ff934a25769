// Who may import what: the table of the house, and the only import checker. Each message says what to do instead.

/** Module arrows, all pointing down; `operators` and `stores` are open to all, `insights` may read any door. */
const ARROWS = {
  referral: 'vouchers campaigns share-chains orders wecom payments messaging customers ledger',
  fans: 'vouchers campaigns orders messaging customers catalog',
  'group-buy': 'campaigns orders messaging customers stock',
  'hit-product': 'campaigns orders messaging customers catalog stock',
  'content-pages': 'campaigns share-chains orders customers',
  vouchers: 'campaigns orders messaging customers catalog ledger share-chains',
  coupons: 'orders customers catalog ledger',
  campaigns: 'orders wecom customers catalog stock ledger',
  shipping: 'orders',
  imports: 'orders customers',
  orders: 'payments customers catalog stock ledger',
  wecom: 'messaging customers',
  payments: 'ledger',
  stock: 'catalog',
  messaging: 'customers',
  'share-chains': 'customers',
  customers: '',
  catalog: '',
  ledger: '',
  stores: '',
  inbox: '',
  operators: '',
  'api-keys': '',
  privacy: 'customers',
}
const OPEN_TO_ALL = ['operators', 'stores']

const arrowRules = Object.entries(ARROWS).map(([module, targets]) => {
  const open = module === 'operators' ? [] : OPEN_TO_ALL
  const allowed = [module, ...open, ...targets.split(' ').filter(Boolean)]
  return {
    name: `arrow-${module}`,
    comment:
      `modules/${module} may import the doors of: ${allowed.slice(1).join(', ') || 'no module'}. ` +
      'Upwards, define a port in x.ports.ts that deps.ts fills, or let the upper module subscribe to an event.',
    severity: 'error',
    from: { path: `^server/modules/${module}/` },
    to: { path: '^server/modules/', pathNot: `^server/modules/(${allowed.join('|')})/` },
  }
})

module.exports = {
  forbidden: [
    ...arrowRules,
    {
      name: 'arrow-unknown-module',
      comment:
        'This module has no row in the arrows table: add it to .dependency-cruiser.cjs in the order of its level.',
      severity: 'error',
      from: {
        path: '^server/modules/([^/]+)/',
        pathNot: `^server/modules/(${[...Object.keys(ARROWS), 'insights'].join('|')})/`,
      },
      to: { path: '^server/modules/', pathNot: '^server/modules/$1/' },
    },
    {
      name: 'nobody-imports-insights',
      comment: 'insights reads others and is read by nobody: give what it answers through a port.',
      severity: 'error',
      from: { path: '^server/modules/', pathNot: '^server/modules/insights/' },
      to: { path: '^server/modules/insights/' },
    },
    {
      name: 'module-door',
      comment: 'A module is entered through its index.ts only: export there what others need.',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/', pathNot: '\\.contract\\.ts$' },
      to: {
        path: '^server/modules/([^/]+)/',
        pathNot: ['^server/modules/$1/', '^server/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'domain-is-pure',
      comment:
        'A domain file decides and does no I/O: it may import its own errors, events and domain files, ' +
        'platform/{errors,ids,money,days}, the cells of sheets and zod types. Load in the service, pass the values in.',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/.*\\.domain\\.ts$' },
      to: {
        pathNot: [
          '^server/modules/$1/.*\\.(errors|events|domain)\\.ts$',
          '^server/platform/(errors|ids|money|days)/',
          '^server/platform/sheets/(cells|sheet-row)\\.ts$', // pure
          '^node_modules/zod/',
        ],
      },
    },
    {
      name: 'contract-is-light',
      comment:
        'Console forms import contracts, so a contract imports only zod, platform/{wire,ids} and other contracts.',
      severity: 'error',
      from: { path: '^server/modules/.*\\.contract\\.ts$' },
      to: {
        pathNot: ['\\.contract\\.ts$', '^server/platform/(wire|ids)/', '^node_modules/zod/'],
      },
    },
    {
      name: 'model-behind-repository',
      comment:
        'Only the repository (and migrations) of a module import its model: ask the repository.',
      severity: 'error',
      from: {
        path: '^server/modules/',
        pathNot:
          '\\.(repository|model|writer)\\.ts$|migrations?\\.ts$|/migrations/|/index\\.ts$|-repository\\.ts$',
      },
      to: { path: '\\.model\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-have-no-queries',
      comment: 'Routes call the service: no repository, no model, no mongoose.',
      severity: 'error',
      from: { path: '\\.routes\\.ts$' },
      to: {
        path: '\\.(repository|model)\\.ts$|^node_modules/mongoose/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'platform-knows-no-business',
      comment:
        'platform/* imports packages and platform/* only: take what is needed as a parameter or a port.',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: '^(server|scripts|test|miniprogram)/', pathNot: '^server/platform/' },
    },
    {
      name: 'integration-stands-alone',
      comment:
        'integrations/x imports packages, platform/* and itself: it fits a port by shape, deps.ts compares them.',
      severity: 'error',
      from: { path: '^server/integrations/([^/]+)/' },
      to: {
        path: '^(server|scripts|test|miniprogram)/',
        pathNot: ['^server/platform/', '^server/integrations/$1/'],
      },
    },
    {
      name: 'modules-know-no-integration',
      comment: 'A module names what it needs in x.ports.ts; deps.ts gives it the integration.',
      severity: 'error',
      from: { path: '^server/modules/' },
      to: { path: '^server/(integrations/|composition/|deps|app|main|config)' },
    },
    {
      name: 'integration-has-no-database',
      comment: 'Integrations have no database: take a store as a parameter.',
      severity: 'error',
      from: { path: '^server/integrations/' },
      to: { path: '^node_modules/(mongoose|mongodb)/|^server/platform/mongo/' },
    },
    {
      name: 'server-not-from-outside',
      comment:
        'The server runs without scripts, tests and front ends: move what it needs into server.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/web/' },
      to: { path: '^(test|scripts|miniprogram|server/web)/' },
    },
    {
      name: 'composition-root-is-last',
      comment: 'Only run-process.ts, main.ts and tests stand above app.ts and deps.ts.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(main|run-process|app|deps)\\.ts$' },
      to: { path: '^server/(main|run-process|app|deps)\\.ts$' },
    },
    {
      name: 'sandbox-shares-no-code',
      comment:
        'The sandbox stands in for WeChat and is written from its documents: it imports packages and itself only.',
      severity: 'error',
      from: { path: '^scripts/sandbox/' },
      to: { path: '^(server|scripts|test|miniprogram)/', pathNot: '^scripts/sandbox/' },
    },
    {
      name: 'scripts-not-from-tests',
      comment: 'Scripts run without tests: move what they need to scripts.',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^test/' },
    },
    {
      name: 'web-only-contracts',
      comment:
        'server/web takes types from its generated api.ts; a console form may import one contract, nothing else.',
      severity: 'error',
      from: { path: '^server/web/' },
      to: {
        path: '^(server|scripts|test|miniprogram)/',
        pathNot: ['^server/web/', '^server/modules/.*\\.contract\\.ts$'],
      },
    },
    {
      name: 'miniprogram-alone',
      comment: 'miniprogram takes its types from the generated file and nothing from the server.',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^(server|scripts|test)/' },
    },
    {
      name: 'mini-platform-only',
      comment:
        'Only miniprogram/src/platform logs in, pays, shares and stores: features do not know each other.',
      severity: 'error',
      from: { path: '^miniprogram/src/features/([^/]+)/' },
      to: { path: '^miniprogram/src/features/', pathNot: '^miniprogram/src/features/$1/' },
    },
    {
      name: 'web-features-meet-in-pages',
      comment: 'No feature imports another: they meet in a page.',
      severity: 'error',
      from: { path: '^server/web/.*features/([^/]+)/' },
      to: { path: '^server/web/.*features/', pathNot: 'features/$1/' },
    },
    {
      name: 'no-circular',
      comment: 'Files that need each other are one idea or need a third file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-vague-folder',
      comment: 'Name a folder by what it does: no utils, common, helpers, lib.',
      severity: 'error',
      from: {},
      to: { path: '/(utils|common|helpers|lib)/', pathNot: '^node_modules|/node_modules/' },
    },
    {
      name: 'one-mongodb-driver',
      comment:
        'Take the driver that mongoose brings (mongoose.mongo): two versions do not know each other.',
      severity: 'error',
      from: { path: '^(server|scripts|test)/' },
      to: { path: '^node_modules/mongodb/' },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'The import leads nowhere: a typing mistake, or a package that is not installed.',
      severity: 'error',
      from: { pathNot: '^miniprogram/' }, // Taro resolves x.h5.ts and x.weapp.ts
      // dist is made by set-up; a fresh checkout has none yet
      to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|[.]huike|server/web/dist|miniprogram/dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // sees `import type` too
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
