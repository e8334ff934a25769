import type { Alarms } from './alarms.js'
import type { CallLog } from './call-log.js'
import type { Settings } from './callbacks/attempt.js'
import type { Callbacks } from './callbacks/engine.js'
import type { BusinessClock } from './clock.js'
import type { Faults } from './faults.js'
import type { PayKeyMode, SandboxCredentials } from './keys/credentials.js'
import type { KeyRing } from './keys/mint.js'
import type { ShippingRules } from './mini/shipping-rules.js'
import type { BillHashes } from './pay/bill-file.js'
import type { RefundRules } from './pay/refund-rules.js'
import type { TransferRules } from './pay/transfer-rules.js'
import type { World } from './world/world.js'

/** What every platform area works with. */
export type Context = Readonly<{
  world: World
  clock: BusinessClock
  alarms: Alarms
  keys: KeyRing
  faults: Faults
  calls: CallLog
  callbacks: Callbacks
  billHashes: BillHashes
  settings: Settings & {
    payKeyMode: PayKeyMode
    refunds: RefundRules
    shipping: ShippingRules
    transfers: TransferRules
    /** May the app convert ids? Most self-built apps may not. */
    idConversion: boolean
  }
  /** Known once the sandbox listens. */
  url: () => string
  credentials: () => SandboxCredentials
  /** Something in the world changed: it is to be saved. */
  touch: () => void
}>
