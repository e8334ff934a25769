import { consoleClient, type ConsoleClient } from './console-client.js'
import { openClient, type OpenClient } from './open-client.js'
import { sandboxClient, type SandboxClient } from './sandbox-client.js'
import { shopClient, type ShopClient } from './shop-client.js'

/** Where a running system is, and the keys to its doors. */
export type SystemAddress = Readonly<{
  serverUrl: string
  sandboxUrl: string
  openApiKey: string
  admin: Readonly<{ username: string; password: string }>
}>

/** Every door of a running system. */
export type SystemClients = Readonly<{
  serverUrl: string
  console: ConsoleClient
  open: OpenClient
  sandbox: SandboxClient
  /** Another customer's phone with each call. */
  phone(): ShopClient
}>

/** Logs in to the console; throws when the password is wrong or nobody answers. */
export async function openSystem(address: SystemAddress): Promise<SystemClients> {
  const { serverUrl, sandboxUrl, openApiKey, admin } = address
  const console = consoleClient(serverUrl)
  await console.logIn(admin)
  return {
    serverUrl,
    console,
    open: openClient(serverUrl, openApiKey),
    sandbox: sandboxClient(sandboxUrl),
    phone: () => shopClient(serverUrl),
  }
}
