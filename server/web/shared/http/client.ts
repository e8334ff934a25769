import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from '../api-types.js'

const READING = new Set(['GET', 'HEAD'])

/** A form on another site cannot set a header: this one shows that the request comes from our page. */
const csrf: Middleware = {
  onRequest({ request }) {
    if (!READING.has(request.method)) {
      request.headers.set('x-huike-csrf', '1')
    }
    return request
  },
}

export const api = createClient<paths>({ baseUrl: location.origin })
api.use(csrf)
