import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadConfig } from '../../../server/config.js'
import { VARIABLES } from '../../../server/config-variables.js'
import { API_NODE_OPTIONS } from '../../../server/node-options.js'
import { testEnvironment } from '../../support/environment.js'

// Guarantee: docker-compose.yml is a valid compose file whose servers get a complete configuration. No Docker engine is
// at hand: it is parsed, checked against the compose schema and against config.ts, and not run.

const ROOT = path.resolve(__dirname, '../../..')
const source = fs.readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8')
const Service = z.object({
  image: z.string(),
  profiles: z.array(z.string()),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z
    .union([z.array(z.string()), z.record(z.string(), z.unknown())])
    .transform((on) => (Array.isArray(on) ? on : Object.keys(on)))
    .default([]),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
})
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
})
const compose = Compose.parse(parse(source, { merge: true }))
const services = Object.entries(compose.services)
const inProfile = (profile: string) =>
  services.filter(([, service]) => service.profiles.includes(profile))
const servers = services.filter(
  ([, { image, command }]) => image === 'huike' && command === undefined,
)

test('it is a valid compose file', async () => {
  const dclint = path.join(ROOT, 'node_modules/.bin/dclint')
  const options = ['-c', path.join(ROOT, 'deploy/dclint.json'), '--max-warnings', '0']
  const run = promisify(execFile)(dclint, [...options, path.join(ROOT, 'docker-compose.yml')])
  await expect(run).resolves.toMatchObject({ stderr: '' })
})

test('the profiles have the processes that the architecture names', () => {
  const roles = (profile: string) =>
    inProfile(profile)
      .flatMap(([, { environment }]) => environment.ROLE ?? [])
      .sort()
  expect(roles('single')).toEqual(['all'])
  expect(roles('cluster')).toEqual(['api', 'api', 'worker', 'worker'])
  expect(roles('sharded')).toEqual(['api', 'api', 'worker', 'worker'])
  const started = (profile: string, program: string) =>
    inProfile(profile).filter(([, { command }]) => command?.[0] === program).length
  expect(started('single', 'mongod')).toBe(1)
  expect(started('cluster', 'mongod')).toBe(3)
  expect(started('sharded', 'mongod')).toBe(5)
  expect(started('sharded', 'mongos')).toBe(1)
  expect(inProfile('cluster').filter(([, { image }]) => image.startsWith('nginx'))).toHaveLength(1)
})

test.each(servers)('%s gets a complete configuration and no unknown variable', (_name, server) => {
  const unknown = Object.keys(server.environment).filter((name) => !(name in VARIABLES))
  expect(unknown.filter((name) => name !== 'NODE_OPTIONS')).toEqual([])
  const asked = new Map(
    [...source.matchAll(/^ {2}(\w+): \$\{(\w+):\?/gm)].map(([, name, from]) => [name, from]),
  )
  const complete = testEnvironment({ MONGODB_URI: undefined, NOTIFY_BASE_URL: undefined })
  const given = Object.entries(server.environment).map(([name, value]) => {
    const isSecretFile = value.startsWith('/run/secrets/')
    const isAsked = asked.has(name)
    return [name, isSecretFile || isAsked ? (EXAMPLES[name] ?? complete[name]) : plain(value)]
  })
  expect(() => loadConfig(Object.fromEntries(given))).not.toThrow()
})

test('what is named exists: dependencies of the same profile, volumes, secrets, files', () => {
  for (const [name, service] of services) {
    for (const on of service.depends_on) {
      expect({ name, on, profiles: compose.services[on]?.profiles }).toMatchObject({
        profiles: service.profiles,
      })
    }
    for (const volume of service.volumes) {
      const [from = ''] = volume.split(':')
      const isThere = from.startsWith('./')
        ? fs.existsSync(path.join(ROOT, from))
        : from in compose.volumes
      expect({ name, from, isThere }).toMatchObject({ isThere: true })
    }
    expect(service.secrets.filter((secret) => !(secret in compose.secrets))).toEqual([])
  }
})

test('processes of the role api run within the same bound of memory as with npm run serve', () => {
  for (const [name, { environment }] of servers) {
    const expected = environment.ROLE === 'api' ? API_NODE_OPTIONS : ''
    expect({ name, options: environment['NODE_OPTIONS'] ?? '' }).toEqual({
      name,
      options: expected,
    })
  }
})

test('no two mongods share a folder, and MongoDB is not reachable from outside', () => {
  const folders = services.flatMap(([, { volumes }]) =>
    volumes.filter((volume) => volume.endsWith(':/data/db')),
  )
  expect(new Set(folders).size).toBe(folders.length)
  const open = services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)
  expect(open).toEqual(['server', 'proxy', 'sharded-proxy'])
})

test('no secret stands in the file', () => {
  const secrets = Object.entries(VARIABLES)
    .map(([name]) => name)
    .filter((name) => /SECRET|KEY|PASSWORD|TOKEN/.test(name) && !/_FILE$|_ID$/.test(name))
  const written = services.flatMap(([, { environment }]) =>
    secrets.filter((name) => name in environment && !environment[name]?.startsWith('${')),
  )
  expect(written).toEqual([])
})

/** Values of variables for which the test's environment has none. */
const EXAMPLES: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://shop.example',
  OPEN_API_KEYS: `pos:${'k'.repeat(24)}`,
}

/** `${NAME:-default}` is its default. */
function plain(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1')
}
