import os from 'node:os'
import { connect } from '../../server/platform/mongo/index.js'

/** What the figures depend on. No name of a host. */
export type Machine = Readonly<{
  cpu: string
  cores: number
  memoryGib: number
  system: string
  node: string
  mongodb: string
}>

export async function machine(mongoUri: string): Promise<Machine> {
  const db = await connect(mongoUri, { appName: 'bench' })
  const { version } = (await db.db?.admin().command({ buildInfo: 1 })) ?? {}
  await db.close()
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGib: Math.round(os.totalmem() / 1024 ** 3),
    system: `${os.type()} ${os.arch()}`,
    node: process.version,
    mongodb: String(version),
  }
}
