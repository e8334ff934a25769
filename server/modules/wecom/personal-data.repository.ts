import type { Connection } from 'mongoose'
import {
  valueOfKey,
  type ErasedPerson,
  type Erasing,
  type ExportPart,
  type PersonalDataHolder,
} from '../../platform/personal-data/index.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { IdentifierKey } from '../customers/index.js'
import type { ChannelCodes } from './channel-codes/channel-codes.repository.js'
import { lateUnionidModel } from './contacts/late-unionids.model.js'
import { relationModel, type RelationDocument } from './contacts/relations.model.js'
import { welcomeModel, type WelcomeDocument } from './welcome/welcomes.model.js'

const MAX_ROWS = 5_000
const MAX_MS = 10_000

const STATES: Readonly<Record<RelationDocument['state'], string>> = {
  active: '好友',
  'ended-by-customer': '客户删除了好友',
  'ended-by-staff': '员工删除了好友',
}
const OUTCOMES: Readonly<Record<WelcomeDocument['outcome'], string>> = {
  sent: '已发出',
  'sent-or-chatting': '已发出或已在聊',
  expired: '过时没发',
  failed: '没发成',
  skipped: '按本人要求没发',
}

type Deps = Readonly<{ db: Connection; codes: Pick<ChannelCodes, 'count'>; clock: Clock }>

/**
 * Contact relations, their tags and welcome messages of one person. Erased, a relation without a face stays for the
 * counters of its channel code, which must equal a recount.
 */
export function wecomPersonalData({ db, codes, clock }: Deps): PersonalDataHolder {
  const relations = relationModel(db)
  const welcomes = welcomeModel(db)
  const late = lateUnionidModel(db)

  async function relationPart(identifierKey: { $in: IdentifierKey[] }): Promise<ExportPart> {
    const found = await relations
      .find({ identifierKey })
      .sort({ since: -1 })
      .limit(MAX_ROWS + 1)
      .maxTimeMS(MAX_MS)
      .lean<RelationDocument[]>()
    const rows = found.slice(0, MAX_ROWS).map((relation) => ({
      since: relation.since.toISOString(),
      endedAt: relation.endedAt?.toISOString() ?? null,
      userid: relation.userid,
      state: relation.state,
      contactName: relation.contactName,
      remark: relation.remark,
      description: relation.description,
      tags: relation.tags.map(({ name }) => name).join('、'),
    }))
    const columns = [
      { field: 'since', title: '从何时起', kind: 'time' },
      { field: 'endedAt', title: '到何时', kind: 'time' },
      { field: 'userid', title: '员工', kind: 'text' },
      { field: 'state', title: '状态', kind: 'text', words: STATES },
      { field: 'contactName', title: '昵称', kind: 'text' },
      { field: 'remark', title: '备注', kind: 'text' },
      { field: 'description', title: '描述', kind: 'text' },
      { field: 'tags', title: '标签', kind: 'text' },
    ] as const
    return {
      ...{ name: 'relations', title: '企微好友关系和标签', columns, rows },
      isCapped: found.length > MAX_ROWS,
    }
  }

  async function welcomePart(identifierKey: { $in: IdentifierKey[] }): Promise<ExportPart> {
    const found = await welcomes
      .find({ identifierKey })
      .sort({ at: -1 })
      .limit(MAX_ROWS + 1)
      .maxTimeMS(MAX_MS)
      .lean<WelcomeDocument[]>()
    const rows = found.slice(0, MAX_ROWS).map(({ at, userid, outcome }) => ({
      at: at.toISOString(),
      userid,
      outcome,
    }))
    const columns = [
      { field: 'at', title: '时间', kind: 'time' },
      { field: 'userid', title: '员工', kind: 'text' },
      { field: 'outcome', title: '结果', kind: 'text', words: OUTCOMES },
    ] as const
    return {
      ...{ name: 'welcomes', title: '发过的欢迎语', columns, rows },
      isCapped: found.length > MAX_ROWS,
    }
  }

  /** The id names the contact, and an id cannot be changed: the relation is written anew. */
  async function eraseRelations({ tombstones }: ErasedPerson, { tx, limit }: Erasing) {
    const mine = {
      identifierKey: { $in: [...tombstones.keys()] as IdentifierKey[] },
    }
    const found = await relations
      .find(mine, null, { session: tx })
      .limit(limit)
      .lean<RelationDocument[]>()
    if (found.length > 0) {
      const ids = found.map(({ _id }) => _id)
      await relations.deleteMany({ _id: { $in: ids } }, { session: tx })
      const endedAt = clock.now()
      const nobodies = found.map((relation) => nobody(relation, { tombstones, endedAt }))
      await relations.insertMany(nobodies, { session: tx })
      await codes.count(lossesOf(found), { tx })
    }
    return found.length
  }

  async function eraseWelcomes({ tombstones }: ErasedPerson, { tx, limit }: Erasing) {
    const mine = {
      identifierKey: { $in: [...tombstones.keys()] as IdentifierKey[] },
    }
    const found = await welcomes
      .find(mine, { identifierKey: 1 }, { session: tx })
      .limit(limit)
      .lean<Pick<WelcomeDocument, '_id' | 'identifierKey'>[]>()
    if (found.length > 0) {
      await welcomes.bulkWrite(
        found.map(({ _id, identifierKey }) => {
          const key = tombstones.get(identifierKey) ?? ''
          const $set = { identifierKey: key as IdentifierKey, externalUserid: valueOfKey(key) }
          return { updateOne: { filter: { _id }, update: { $set } } }
        }),
        { session: tx },
      )
    }
    return found.length
  }

  return {
    name: 'wecom',
    async exportFor({ keys: identifierKeys }) {
      const identifierKey = { $in: identifierKeys as IdentifierKey[] }
      return [await relationPart(identifierKey), await welcomePart(identifierKey)]
    },
    async eraseFor(person, erasing) {
      const contacts = [...person.tombstones.keys()]
        .filter((key) => key.startsWith('external_userid:'))
        .map(valueOfKey)
      const asked = await late.deleteMany({ _id: { $in: contacts } }, { session: erasing.tx })
      const ended = await eraseRelations(person, erasing)
      return asked.deletedCount + ended + (await eraseWelcomes(person, erasing))
    },
  }
}

/** A friendship that goes with its person is lost to its channel code, as the recount will say. */
function lossesOf(relations: readonly RelationDocument[]) {
  return relations.flatMap(({ state, channelCodeId }) =>
    state === 'active' && channelCodeId !== undefined
      ? { channelCodeId: channelCodeId as Id<'chn'>, added: 0, lost: 1 }
      : [],
  )
}

type Nobody = Readonly<{ tombstones: ReadonlyMap<string, string>; endedAt: Date }>

function nobody(relation: RelationDocument, { tombstones, endedAt }: Nobody): RelationDocument {
  const key = (tombstones.get(relation.identifierKey) ?? '') as RelationDocument['identifierKey']
  const externalUserid = valueOfKey(key)
  const { stateToken: _token, ...kept } = relation
  const end = relation.state === 'active' ? { state: 'ended-by-staff' as const, endedAt } : {}
  return {
    ...kept,
    ...end,
    _id: `${relation.userid}:${externalUserid}`,
    externalUserid,
    identifierKey: key,
    contactName: '',
    remark: '',
    description: '',
    tags: [],
    phoneKeys: [],
    hasUnionid: false,
    revision: relation.revision + 1,
  }
}
