import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../shared/base.css'
import { api } from '../shared/http/client.js'
import { makeQueryClient } from '../shared/http/query-client.js'
import { Sidebar } from './sidebar.js'
import './sidebar.css'

// the sidebar has a session of its own beside the console's
api.use({
  onRequest({ request }) {
    request.headers.set('x-huike-page', 'sidebar')
    return request
  },
})

// a session that ended is begun anew by loading the page again
const queries = makeQueryClient(() => location.reload())

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Sidebar />
      </QueryClientProvider>
    </StrictMode>,
  )
}
