import { consoleClient, type ConsoleClient } from '../clients/console-client.js'
import { openClient, type OpenClient } from '../clients/open-client.js'
import { shopClient, type ShopClient } from '../clients/shop-client.js'
import { sandboxClient, type SandboxClient } from '../clients/sandbox-client.js'

/** A running system with the keys to all its doors. */
export type DemoTarget = Readonly<{
  serverUrl: string
  sandboxUrl: string
  openApiKey: string
  admin: Readonly<{ username: string; password: string }>
}>

export type DemoSystem = Readonly<{
  serverUrl: string
  console: ConsoleClient
  open: OpenClient
  sandbox: SandboxClient
  shopConfig: ShopClient['config']
}>

/** Logs in; throws when the password is wrong or nobody answers. */
export async function openDemoSystem(target: DemoTarget): Promise<DemoSystem> {
  const { serverUrl, sandboxUrl, openApiKey, admin } = target
  const console = consoleClient(serverUrl)
  await console.logIn(admin)
  return {
    serverUrl,
    console,
    open: openClient(serverUrl, openApiKey),
    sandbox: sandboxClient(sandboxUrl),
    shopConfig: shopClient(serverUrl).config,
  }
}
