import type { NamedQuery } from '../../platform/mongo/index.js'
import { channelCodeQueries } from './channel-codes/channel-codes.model.js'
import { lateUnionidQueries } from './contacts/late-unionids.model.js'
import { relationQueries } from './contacts/relations.model.js'
import { staffQueries } from './staff/staff.model.js'
import { welcomeQueries } from './welcome/welcomes.model.js'

/** The queries of this module by collection; a test explains each one. */
export const wecomQueries: Readonly<Record<string, readonly NamedQuery[]>> = {
  relations: relationQueries,
  late_unionids: lateUnionidQueries,
  channel_codes: channelCodeQueries,
  welcomes: welcomeQueries,
  staff: staffQueries,
}
