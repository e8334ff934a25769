import { EllipsisOutlined } from '@ant-design/icons'
import { App, Dropdown, type MenuProps } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useDeleteView, useShareView, useUpdateView } from '../api/change-views.js'
import type { SavedView } from '../api/views.js'
import type { CustomerFilter } from '../filter.js'
import { list, viewErrors } from '../list-copy.js'
import styles from './list.module.css'

type Props = {
  view: SavedView
  /** The filter now, if it is not the view's. */
  current: CustomerFilter | null
  mayShare: boolean
  onRename: () => void
}

/** What one may do with a view; nothing for somebody else's that one may not take back. */
export function ViewMenu({ view, current, mayShare, onRename }: Props) {
  const deeds = useDeeds(view, current)
  const { isOwn, isShared } = view
  const items = [
    isOwn && current !== null && { key: 'update', label: list.update },
    isOwn && { key: 'rename', label: list.rename },
    mayShare && isOwn && !isShared && { key: 'share', label: list.share },
    mayShare && isShared && { key: 'unshare', label: list.unshare },
    isOwn && { key: 'remove', label: list.remove, danger: true },
  ].filter((item) => item !== false)
  if (items.length === 0) {
    return null
  }
  const onClick: MenuProps['onClick'] = ({ key }) =>
    key === 'rename' ? onRename() : deeds[key as keyof typeof deeds]()
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick }}>
      <button type="button" className={styles.more} aria-label={list.menu(view.name)}>
        <EllipsisOutlined />
      </button>
    </Dropdown>
  )
}

function useDeeds({ viewId, name, isShared }: SavedView, current: CustomerFilter | null) {
  const { message, modal } = App.useApp()
  const [update, share, remove] = [useUpdateView(), useShareView(), useDeleteView()]
  const told = (done: string) => ({
    onSuccess: () => void message.success(done),
    onError: (error: unknown) => void message.error(sentenceOf(error, viewErrors)),
  })
  return {
    update: () => update.mutate({ viewId, filter: current ?? {} }, told(list.updated)),
    share: () => share.mutate({ viewId, isShared: true }, told(list.sharedNow)),
    unshare: () => share.mutate({ viewId, isShared: false }, told(list.unsharedNow)),
    remove: () =>
      void modal.confirm({
        title: list.removeAsk(name),
        content: isShared ? list.removeShared : list.removeWhat,
        okText: list.remove,
        okButtonProps: { danger: true },
        cancelText: list.cancel,
        onOk: () => remove.mutateAsync(viewId, told(list.removed)).catch(() => undefined),
      }),
  }
}
