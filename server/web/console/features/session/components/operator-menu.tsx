import { DownOutlined, LogoutOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { Avatar } from '../../../../shared/kit/avatar.js'
import { roleText } from '../../../../shared/people/role-text.js'
import { useOperator } from '../api/current-session.js'
import { useLogOut } from '../api/log-out.js'
import { copy } from '../copy.js'

export function OperatorMenu() {
  const operator = useOperator()
  const logOut = useLogOut()
  const items = [
    {
      key: 'log-out',
      icon: <LogoutOutlined />,
      label: copy.logOut,
      onClick: () => logOut.mutate(),
    },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button type="button" className="me" aria-label={`${copy.account} ${operator?.name ?? ''}`}>
        <Avatar name={operator?.name} />
        <span>{operator?.name}</span>
        <small>{operator && roleText(operator.role)}</small>
        <DownOutlined aria-hidden="true" />
      </button>
    </Dropdown>
  )
}
