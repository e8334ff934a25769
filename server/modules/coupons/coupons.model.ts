import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { IssuedCoupon } from './coupons.domain.js'
import type { Template } from './templates.domain.js'

export type CouponDocument = Stored<IssuedCoupon, 'couponId'>
export type TemplateDocument = Stored<Template, 'templateId'>
/**
 * Guards how many coupons of a template an identifier has been given; added up over the living customer. `_id` is
 * `<template>:<identifier>`.
 */
export type TakerDocument = {
  _id: string
  identifierKey: string
  templateId: string
  count: number
  revision: number
}

const required = <T>(type: T) => ({ type, required: true }) as const
const amount = { ...required(Number), min: 0 }
const inner = { _id: false, strict: 'throw' } as const
const stored = (collection: string) => ({ collection, strict: 'throw', versionKey: false }) as const

const terms = new Schema(
  {
    kind: { ...required(String), enum: ['amount', 'percent', 'gift'] },
    offFen: Number,
    percent: Number,
    capFen: Number,
    skuId: String,
  },
  inner,
)
const validity = new Schema(
  {
    kind: { ...required(String), enum: ['days', 'dates'] },
    days: Number,
    startsAt: Date,
    endsAt: Date,
  },
  inner,
)
const promised = {
  name: required(String),
  terms: required(terms),
  thresholdFen: amount,
  productIds: { type: [String], default: undefined },
  coversVouchers: required(Boolean),
} as const

const templates = new Schema<TemplateDocument>(
  {
    _id: required(String),
    ...promised,
    revision: required(Number),
    status: { ...required(String), enum: ['open', 'stopped'] },
    isTakeable: required(Boolean),
    validity: required(validity),
    budgetCount: { ...required(Number), min: 1 },
    budgetFen: Number,
    worthFen: Number,
    perCustomer: { ...required(Number), min: 1 },
    issued: amount,
    issuedFen: amount,
    createdAt: required(Date),
    stoppedAt: Date,
  },
  stored('coupon_templates'),
)
// What customers may take, newest first.
templates.index({ status: 1, isTakeable: 1, _id: -1 })

const coupons = new Schema<CouponDocument>(
  {
    _id: required(String),
    templateId: required(String),
    identifierKey: required(String),
    ...promised,
    revision: required(Number),
    state: { ...required(String), enum: ['issued', 'locked', 'used', 'returned', 'expired'] },
    by: { ...required(String), enum: ['taken', 'given'] },
    issuedAt: required(Date),
    startsAt: required(Date),
    endsAt: required(Date),
    dueAt: Date,
    remindedAt: Date,
    orderId: String,
    lockedAt: Date,
    usedAt: Date,
    discountFen: Number,
    returnedAt: Date,
    expiredAt: Date,
  },
  stored('coupons'),
)
// A customer's coupons, newest first.
coupons.index({ identifierKey: 1, issuedAt: -1, _id: -1 })
// The figures of a template.
coupons.index({ templateId: 1, state: 1, discountFen: 1 })
// What the job has to look at: only what is free.
coupons.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } })

const takers = new Schema(
  {
    _id: required(String),
    identifierKey: required(String),
    templateId: required(String),
    count: amount,
    revision: required(Number),
  },
  stored('coupon_takers'),
)
// What is kept about a person, to be erased with them.
takers.index({ identifierKey: 1 })

export const couponModel = (db: Connection) => db.model('Coupon', coupons)
export const templateModel = (db: Connection) => db.model('CouponTemplate', templates)
export const takerModel = (db: Connection) => db.model('CouponTaker', takers)

/** Every query of this module, for the test that explains them. */
export const couponQueries: readonly NamedQuery[] = [
  {
    name: 'coupons.of-customer',
    filter: { identifierKey: { $in: ['openid:a:b'] } },
    sort: { issuedAt: -1, _id: -1 },
    index: 'identifierKey_1_issuedAt_-1__id_-1',
  },
  {
    name: 'coupons.figures',
    filter: { templateId: { $in: ['cpt_1'] }, state: 'used' },
    index: 'templateId_1_state_1_discountFen_1',
  },
  {
    name: 'coupons.due',
    filter: { dueAt: { $lte: new Date(0) } },
    sort: { dueAt: 1 },
    index: 'dueAt_1',
  },
  {
    name: 'coupon_templates.page',
    filter: { _id: { $lt: 'cpt_1' } },
    sort: { _id: -1 },
    index: '_id_',
  },
  {
    name: 'coupon_templates.takeable',
    filter: { status: 'open', isTakeable: true },
    sort: { _id: -1 },
    index: 'status_1_isTakeable_1__id_-1',
  },
  {
    name: 'coupon_takers.of-person',
    filter: { identifierKey: { $in: ['openid:a:b'] } },
    index: 'identifierKey_1',
  },
]
