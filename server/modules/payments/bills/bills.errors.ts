import { defineErrors } from '../../../platform/errors/index.js'

export const billErrors = defineErrors({
  'bill-not-ours': {
    status: 409,
    title: 'The bill and our books have next to nothing in common',
    retriable: false,
  },
  'bill-day-not-found': { status: 404, title: 'This day was not compared yet', retriable: false },
  'bill-day-not-ready': {
    status: 409,
    title:
      'WeChat has no bill of this day: they are there from 10:00 of the next day, for three months',
    retriable: false,
  },
})
export type BillRefusal = keyof typeof billErrors
