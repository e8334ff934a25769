import { parseArgs } from 'node:util'
import { openSystem } from '../clients/system-clients.js'
import { STORIES } from './index.js'
import { stepText } from './print.js'
import { playStory } from './story.js'

/** Plays one story against a running system: NAME --server URL --sandbox URL --key KEY [--size N], and ADMIN_PASSWORD. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: 'string' },
    sandbox: { type: 'string' },
    key: { type: 'string' },
    size: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})
const print = (text: string) => void process.stdout.write(`${text}\n`)

if (values.list) {
  STORIES.forEach(({ name, title }) => print(`${name.padEnd(20)}${title}`))
} else {
  try {
    await play(positionals[0] ?? '')
  } catch (error) {
    process.stderr.write(`story: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

async function play(name: string): Promise<void> {
  const story = STORIES.find((one) => one.name === name)
  if (story === undefined) {
    const names = STORIES.map((one) => one.name).join(', ')
    throw new Error(`there is no story "${name}"; there are ${names}`)
  }
  const { ADMIN_PASSWORD: password = '' } = process.env
  const { server: serverUrl = '', sandbox: sandboxUrl = '', key: openApiKey = '' } = values
  const admin = { username: 'admin', password }
  const system = await openSystem({ serverUrl, sandboxUrl, openApiKey, admin })
  print(`${story.name}: ${story.title}\n${serverUrl}\n`)
  const size = values.size === undefined ? undefined : Number(values.size)
  const steps = await playStory(story, system, (step) => print(stepText(step)), size)
  print(`\n${story.name}: ${steps.length} steps, all as told`)
}
