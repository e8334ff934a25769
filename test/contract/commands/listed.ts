/**
 * Every script of package.json and every command of README and CONTRIBUTING, with the place that runs it.
 * `npm run check` compares this list with them (contract.md 1).
 */
export const LISTED = {
  'npm start': 'start.test.ts',
  'npm start -- --fresh': 'start.test.ts',
  'npm run setup': 'setup.test.ts',
  'npm run serve': 'serve.test.ts',
  'npm run sandbox': 'sandbox.test.ts',
  'npm run story': 'story.test.ts',
  'npm run story -- --list': 'story.test.ts',
  'npm run story -- NAME': 'story.test.ts',
  'npm run story -- first-visit': 'story.test.ts',
  'npm run story -- existing-shop': 'story.test.ts',
  'npm run story -- late-unionid': 'story.test.ts',
  'npm run story -- two-phones': 'story.test.ts',
  'npm run story -- family-phone': 'story.test.ts',
  'npm run story -- store-tablet': 'story.test.ts',
  'npm run story -- wrong-merge-undone': 'story.test.ts',
  'npm run api': 'api.test.ts',
  'npm run audit': 'audit.test.ts',
  'npm run crash': 'crash.test.ts',
  'npm run crash -- --all': 'crash.test.ts',
  'npm run crash -- --scenario NAME': 'crash.test.ts',
  'npm run shard': 'shard.test.ts',
  'npm run shard -- --apply': 'shard.test.ts',
  'npm run bench': 'bench.test.ts',
  'npm run bench -- all': 'bench.test.ts',
  'npm run bench -- ingest': 'bench.test.ts',
  'npm run bench -- pipeline': 'bench.test.ts',
  'npm run bench -- welcome': 'bench.test.ts',
  'npm run bench -- memory': 'bench.test.ts',
  'npm run bench -- growth': 'bench.test.ts',
  'npm run bench -- identity': 'bench.test.ts',
  // the browser tests themselves, which npm test runs too; this command only keeps their pictures
  'npm run screenshots': '../../e2e',
} as const
