import fs from 'node:fs'

export default async () => {
  fs.rmSync(process.env.HUIKE_TEST_RUN, { recursive: true, force: true })
  await globalThis.__REPLSET__?.stop({ doCleanup: true, force: true })
}
