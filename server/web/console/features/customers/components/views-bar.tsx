import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useViews, type SavedView } from '../api/views.js'
import { isEmptyFilter, isSameFilter, type CustomerFilter } from '../filter.js'
import { list } from '../list-copy.js'
import styles from './list.module.css'
import { ViewMenu } from './view-menu.js'
import { ViewModal } from './view-modal.js'

type Props = {
  filter: CustomerFilter
  /** The view that was opened last; its filter may have been changed since. */
  viewId: string | undefined
  mayShare: boolean
  onOpen: (view: Pick<SavedView, 'filter'> & { viewId: string | undefined }) => void
}

/** Filters under a name: one's own and those that others share. */
export function ViewsBar({ filter, viewId, mayShare, onOpen }: Props) {
  const views = useViews()
  const [naming, setNaming] = useState<SavedView | 'new' | null>(null)
  const { data } = views
  if (views.isError && data === undefined) {
    return <ErrorState error={views.error} onRetry={() => void views.refetch()} />
  }
  const items = data?.items ?? []
  const isAll = isEmptyFilter(filter)
  const isSaved = items.some((view) => isSameFilter(view.filter, filter))
  return (
    <div className={styles.views} role="group" aria-label={list.views}>
      <span className={`${styles.view} ${isAll ? styles.active : ''}`}>
        <button
          type="button"
          aria-pressed={isAll}
          onClick={() => onOpen({ viewId: undefined, filter: {} })}
        >
          {list.all}
        </button>
      </span>
      {items.map((view) => (
        <Chip
          key={view.viewId}
          {...{ view, filter, mayShare }}
          isOpen={view.viewId === viewId && !isAll}
          onOpen={() => onOpen(view)}
          onRename={() => setNaming(view)}
        />
      ))}
      {!isAll && !isSaved && data !== undefined && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => setNaming('new')}>
          {list.save}
        </Button>
      )}
      {naming !== null && (
        <ViewModal
          view={naming === 'new' ? null : naming}
          filter={filter}
          onSaved={(view) => onOpen({ ...view, filter: naming === 'new' ? filter : view.filter })}
          onClose={() => setNaming(null)}
        />
      )}
    </div>
  )
}

type ChipProps = {
  view: SavedView
  filter: CustomerFilter
  isOpen: boolean
  mayShare: boolean
  onOpen: () => void
  onRename: () => void
}

function Chip({ view, filter, isOpen, mayShare, onOpen, onRename }: ChipProps) {
  const isSame = isSameFilter(view.filter, filter)
  const isActive = isSame || isOpen
  return (
    <span className={`${styles.view} ${isActive ? styles.active : ''}`}>
      <button type="button" aria-pressed={isSame} onClick={onOpen}>
        {view.name}
        {!view.isOwn && <small>{list.sharedBy(view.ownerName)}</small>}
        {isActive && !isSame && <small>{list.changed}</small>}
      </button>
      {isActive && (
        <ViewMenu
          view={view}
          current={isSame ? null : filter}
          mayShare={mayShare}
          onRename={onRename}
        />
      )}
    </span>
  )
}
