import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { copy } from './copy.js'
import type { usePages } from './use-pages.js'

type Props = {
  pages: ReturnType<typeof usePages>
  nextCursor: string | null | undefined
  children?: ReactNode
}

/** Foot of a table: what is counted, and the way to the pages around; nothing when all is on one page. */
export function Pager({ pages, nextCursor, children }: Props) {
  const alone = pages.page === 1 && !nextCursor
  if (alone && children === undefined) {
    return null
  }
  return (
    <div className="tbl-foot">
      {children}
      <span className="sp" />
      {!alone && (
        <>
          <span>{copy.page(pages.page)}</span>
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={copy.previous}
            disabled={pages.page === 1}
            onClick={pages.back}
          />
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={copy.next}
            disabled={!nextCursor}
            onClick={() => nextCursor && pages.forward(nextCursor)}
          />
        </>
      )}
    </div>
  )
}
