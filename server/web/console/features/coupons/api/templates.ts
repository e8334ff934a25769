import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { useIdempotencyKey } from '../../../../shared/http/idempotency.js'
import { unwrap } from '../../../../shared/http/problem.js'
import type { paths } from '../../../../shared/api-types.js'

export type Template = Row<'/api/coupon-templates'>
export type Given = Answer<'/api/coupon-templates/{templateId}/coupons', 'post'>
export type NewTemplate =
  paths['/api/coupon-templates']['post']['requestBody']['content']['application/json']

const TEMPLATES = ['coupon-templates'] as const
const MOST = 100

/** One page of the coupons that the shop gives out, newest first. */
export function useTemplates(cursor: string | undefined) {
  return useQuery({
    queryKey: [...TEMPLATES, cursor],
    queryFn: () => unwrap(api.GET('/api/coupon-templates', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
  })
}

/** Those that can be given to a customer; the newest hundred. */
export function useGiveable() {
  return useQuery({
    queryKey: [...TEMPLATES, 'giveable'],
    queryFn: () => unwrap(api.GET('/api/coupon-templates', { params: { query: { limit: MOST } } })),
    select: ({ items }) => items.filter(({ status }) => status === 'open'),
  })
}

export function useCreateTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewTemplate) => unwrap(api.POST('/api/coupon-templates', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: TEMPLATES }),
  })
}

/** Nothing more is given out; may be repeated. */
export function useStopTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (templateId: string) =>
      unwrap(
        api.POST('/api/coupon-templates/{templateId}/stop', { params: { path: { templateId } } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: TEMPLATES }),
  })
}

/** Gives a customer one. Pressing again after a lost answer is the same coupon. */
export function useGiveCoupon(customerId: string) {
  const client = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: (templateId: string) =>
      unwrap(
        api.POST('/api/coupon-templates/{templateId}/coupons', {
          params: { path: { templateId }, header: { 'idempotency-key': key.current() } },
          body: { customerId },
        }),
      ),
    onSuccess: () => {
      key.renew()
      return client.invalidateQueries({ queryKey: TEMPLATES })
    },
  })
}
