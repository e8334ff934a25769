import { defineErrors } from '../../platform/errors/index.js'

export const privacyErrors = defineErrors({
  'erasure-under-way': { status: 409, title: 'This person is to be erased already' },
  'erasure-not-waiting': { status: 409, title: 'Nothing waits here that could be called back' },
})
