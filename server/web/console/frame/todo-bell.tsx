import { BellOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import { useWorkbench } from '../features/workbench/api/workbench.js'
import { copy } from './copy.js'

export function TodoBell() {
  const { data } = useWorkbench(30)
  const count = data?.needsPerson.reduce((sum, item) => sum + item.count, 0) ?? 0
  return (
    <Link className="icon-button" to="/" aria-label={copy.todo(count)} title={copy.todo(count)}>
      <BellOutlined />
      {count > 0 && <em>{count > 99 ? '99+' : count}</em>}
    </Link>
  )
}
