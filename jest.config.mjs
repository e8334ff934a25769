// Jest runs the ESM source as CommonJS through swc. Under jest on Node 20 a CommonJS file can neither require()
// an ES module nor call import(); the two lists name the packages that need help with that.
const ESM_ONLY = 'cookie|content-disposition|jose' // each ESM-only package that tests reach
const CALLS_IMPORT = '@fastify/cookie/index|mongodb/lib/runtime_adapters' // swc turns their import() into require()

const swc = (syntax) => [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser: { syntax } },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
]

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/server', '<rootDir>/scripts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/server/web/',
    '<rootDir>/miniprogram/',
    '<rootDir>/.huike/',
  ],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  maxWorkers: 2,
  testTimeout: 150_000, // whole systems on two busy cores; a hang still ends
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: [],
  transform: {
    '^.+\\.ts$': swc('typescript'),
    [`/node_modules/((${ESM_ONLY})/.+|${CALLS_IMPORT})\\.js$`]: swc('ecmascript'),
  },
}
