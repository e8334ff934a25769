import { defineErrors } from '../../platform/errors/index.js'

export const apiKeyErrors = defineErrors({
  'api-key-not-found': { status: 404, title: 'No such key' },
  'api-key-name-taken': { status: 409, title: 'Another key in use has this name' },
})
