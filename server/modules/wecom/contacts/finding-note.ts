import { unreachable } from '../../../platform/errors/index.js'
import type { Finding } from './findings.js'
import { fieldsOf, withPersonalTags, type Relation, type Shown } from './relation.domain.js'

/** Names of what may differ, for the console's report. Contents are personal data and stay out of it. */
const FIELDS: readonly (readonly [string, (fields: Compared) => unknown])[] = [
  ['名字', ({ contactName }) => contactName],
  ['unionid', ({ hasUnionid }) => hasUnionid],
  ['备注', ({ remark }) => remark],
  ['描述', ({ description }) => description],
  ['添加方式', ({ addWay }) => addWay],
  ['渠道码', ({ stateToken = null, channelCodeId = null }) => [stateToken, channelCodeId]],
  ['标签', ({ tags }) => tags.map(({ tagId, name, group }) => `${tagId} ${name} ${group}`).sort()],
  ['备注手机号', ({ phoneKeys }) => [...phoneKeys].sort()],
]
type Compared = ReturnType<typeof fieldsOf>

type Sides = Readonly<{ stored: Relation | null; shown: Shown }>

/** What differs, in a few Chinese words. */
export function noteOf({ kind, userid }: Pick<Finding, 'kind' | 'userid'>, sides?: Sides): string {
  switch (kind) {
    case 'unknown':
      return `企微里 ${userid} 有这位好友，这里没有`
    case 'missing':
      return `企微里 ${userid} 已经没有这位好友`
    case 'changed':
      return `${userid} 的好友：${changesOf(sides).join('、')}不一样`
    default:
      return unreachable(kind)
  }
}

function changesOf(sides: Sides | undefined): string[] {
  const { stored, shown } = sides ?? {}
  if (stored === null || stored === undefined || shown === undefined) {
    return ['内容']
  }
  const now = fieldsOf(withPersonalTags(stored, shown), stored)
  const changed = FIELDS.filter(
    ([, read]) => JSON.stringify(read(stored)) !== JSON.stringify(read(now)),
  )
  const isNewer = shown.addedAt > stored.since
  return [...changed.map(([name]) => name), ...(isNewer ? ['添加时间'] : [])]
}
