import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { PRODUCTS, type Product, type ProductStatus } from './products.js'

/** `skus` is the whole list; one without `skuId` is new and brings its stock (null: unlimited). */
export type ProductDraft = {
  name: string
  category: string
  description: string
  kind: Product['kind']
  pictureIds: string[]
  voucher?: Product['voucher']
  /** Codes; null: all stores. */
  stores: string[] | null
  skus: {
    skuId?: string
    name: string
    priceFen: number
    comparedFen?: number
    comparedBase?: string
    code: string
    stock?: number | null
  }[]
}

/** Adds a product, off the shelf until somebody puts it there. */
export function useCreateProduct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ skus, stores, ...draft }: ProductDraft) =>
      unwrap(
        api.POST('/api/products', {
          body: {
            ...draft,
            ...(stores === null ? {} : { stores }),
            status: 'off-shelf',
            skus: skus.map(({ skuId: _none, stock = null, ...sku }) => ({ ...sku, stock })),
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: PRODUCTS }),
  })
}

type Change = { productId: string; draft: Omit<ProductDraft, 'kind'> }

/** Changes a product; orders that exist keep their old names and prices. */
export function useUpdateProduct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ productId, draft }: Change) =>
      unwrap(
        api.PATCH('/api/products/{productId}', { params: { path: { productId } }, body: draft }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: PRODUCTS }),
  })
}

type Shelf = { productId: string; status: ProductStatus }

/** Puts a product on the shelf or takes it off. */
export function useSetShelf() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ productId, status }: Shelf) =>
      unwrap(
        api.PATCH('/api/products/{productId}', {
          params: { path: { productId } },
          body: { status },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: PRODUCTS }),
  })
}
