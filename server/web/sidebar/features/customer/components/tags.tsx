import { useState } from 'react'
import type { SidebarCustomer } from '../api/sidebar-customer.js'
import { copy } from '../copy.js'

const SHOWN = 8

export function Tags({ tags }: { tags: SidebarCustomer['tags'] }) {
  const [all, setAll] = useState(false)
  const shown = all ? tags : tags.slice(0, SHOWN)
  return (
    <section className="panel" aria-label={copy.tags}>
      <h2>
        {copy.tags} {tags.length > 0 && <small>{copy.tagCount(tags.length)}</small>}
        {tags.length > SHOWN && (
          <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? copy.less : copy.all}
          </button>
        )}
      </h2>
      {tags.length === 0 ? (
        <p className="hint">{copy.tagsNone}</p>
      ) : (
        <ul className="tags">
          {shown.map((tag) => (
            <li key={`${tag.origin}:${tag.name}`} className="tag">
              {tag.name}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
