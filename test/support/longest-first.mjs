import fs from 'node:fs'

// The longest files first, so that two workers come to their end together. Jest orders by the times of its last run,
// which a fresh clone does not have. A file that is missing here is ordered by its size, behind these; a name that is
// out of date does no harm.
const LONGEST = [
  'integration/imports/resume',
  'contract/commands/bench',
  'integration/kills/kills',
  'integration/demo/demo',
  'integration/crash/orders',
  'integration/crash/contacts',
  'integration/crash/everybody',
  'integration/customers/worlds',
  'integration/growth/identity',
  'e2e/identity.',
  'integration/fuzz/fuzz',
  'e2e/retract',
  'contract/commands/start',
  'integration/planted-bugs',
  'contract/commands/story',
  'integration/wecom/late-unionids',
  'integration/security/audit',
  'e2e/',
  'integration/crash/',
  'contract/commands/crash',
  'integration/growth/',
  'integration/customers/',
  'integration/wecom/',
  'integration/privacy/',
  'integration/',
]

/** Jest's sequencer; `sort` is all that it is here for. */
export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path) || sizeOf(b) - sizeOf(a))
  }

  shard(tests) {
    return tests
  }

  allFailedTests(tests) {
    return tests
  }

  cacheResults() {}
}

function rank(path) {
  const found = LONGEST.findIndex((name) => path.includes(`/test/${name}`))
  return found < 0 ? LONGEST.length : found
}

const sizeOf = ({ path }) => fs.statSync(path).size
