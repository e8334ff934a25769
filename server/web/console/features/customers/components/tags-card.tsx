import { FunctionOutlined, WechatWorkOutlined } from '@ant-design/icons'
import { Card } from '../../../../shared/kit/card.js'
import { Empty } from '../../../../shared/states/empty.js'
import type { Customer } from '../api/customer.js'
import { copy } from '../copy.js'
import styles from './cards.module.css'

type CustomerTag = Customer['tags'][number]
const SHOWN = 6

type Props = { tags: readonly CustomerTag[]; onMore: () => void }

/** The first tags, and where tags come from. */
export function TagsCard({ tags, onMore }: Props) {
  const rest = tags.length - SHOWN
  return (
    <Card title={copy.tags} sub={tags.length > 0 ? copy.tagCount(tags.length) : undefined}>
      {tags.length === 0 ? (
        <Empty>{copy.tagsNone}</Empty>
      ) : (
        <div className="card-pad">
          <div className={styles.tags}>
            {tags.slice(0, SHOWN).map((tag) => (
              <Tag key={`${tag.origin}:${tag.name}`} tag={tag} />
            ))}
            {rest > 0 && (
              <button type="button" className="tag line" style={{ border: 0 }} onClick={onMore}>
                {copy.moreTags(rest)}
              </button>
            )}
          </div>
          <TagLegend />
        </div>
      )}
    </Card>
  )
}

/** All tags, by their group. */
export function TagGroups({ tags }: { tags: readonly CustomerTag[] }) {
  const groups = [...new Set(tags.map((tag) => tag.group ?? copy.otherTags))]
  return (
    <Card title={copy.tags} sub={tags.length > 0 ? copy.tagCount(tags.length) : undefined}>
      {tags.length === 0 ? (
        <Empty>{copy.tagsNone}</Empty>
      ) : (
        <div className="card-pad">
          {groups.map((group) => (
            <div key={group} className={styles.group}>
              <h3>{group}</h3>
              <div className={styles.tags}>
                {tags
                  .filter((tag) => (tag.group ?? copy.otherTags) === group)
                  .map((tag) => (
                    <Tag key={`${tag.origin}:${tag.name}`} tag={tag} />
                  ))}
              </div>
            </div>
          ))}
          <TagLegend />
        </div>
      )}
    </Card>
  )
}

function Tag({ tag }: { tag: CustomerTag }) {
  const origin = copy.tagOrigins[tag.origin]
  return (
    <span className="tag" title={origin}>
      {tag.origin === 'rule' && <FunctionOutlined aria-label={origin} />}
      {tag.origin === 'wecom' && <WechatWorkOutlined aria-label={origin} />}
      {tag.name}
    </span>
  )
}

function TagLegend() {
  return (
    <p className={styles.legend}>
      <span>
        <FunctionOutlined aria-hidden /> {copy.tagOrigins.rule}
      </span>
      <span>
        <WechatWorkOutlined aria-hidden /> {copy.tagOrigins.wecom}
      </span>
      <span>{copy.manualNote}</span>
    </p>
  )
}
