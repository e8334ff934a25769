export default async () => {
  await globalThis.__REPLSET__?.stop({ doCleanup: true, force: true })
}
