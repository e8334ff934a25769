import { defineErrors } from '../errors/index.js'

export const tokenErrors = defineErrors({
  'token-unavailable': {
    status: 503,
    title: 'No access token could be had from the platform in time',
    retriable: true,
  },
})
