import { Outlet, ScrollRestoration } from 'react-router'
import { Mark } from '../../shared/brand/mark.js'
import { useCurrentSession, useMay } from '../features/session/api/current-session.js'
import { OperatorMenu } from '../features/session/components/operator-menu.js'
import { copy } from './copy.js'
import { Health } from './health.js'
import { Menu } from './menu.js'
import { Search } from './search.js'
import { TodoBell } from './todo-bell.js'

/** The sider with menu and health, the header with search, and the page in the middle. */
export function Frame() {
  const session = useCurrentSession()
  const maySeeWork = useMay('insights.read')
  return (
    <div className="app">
      <a className="skip" href="#page">
        {copy.skip}
      </a>
      <aside className="sider">
        <div className="logo">
          <Mark />
          <div>
            <b>{copy.product}</b>
            <span>{session.data?.brand.name}</span>
          </div>
        </div>
        <Menu />
        {maySeeWork && <Health />}
      </aside>
      <header className="top">
        <Search />
        <span className="sp" />
        {session.data?.sandboxUrl && (
          <a className="tag line" href={session.data.sandboxUrl} target="_blank" rel="noreferrer">
            {copy.sandbox}
          </a>
        )}
        {maySeeWork && <TodoBell />}
        <OperatorMenu />
      </header>
      <main className="page" id="page" tabIndex={-1}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  )
}
