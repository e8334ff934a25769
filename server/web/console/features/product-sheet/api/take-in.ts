import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { uploadProducts } from '../../../../shared/http/upload.js'

export type SheetResult = Answer<'/api/product-sheet', 'post'>

/** Says what a sheet would change; writes nothing. */
export function useCheckSheet() {
  return useMutation({ mutationFn: (file: File) => uploadProducts(file, { apply: false }) })
}

/** Takes a sheet in: all of it, or nothing. */
export function useTakeIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: File) => uploadProducts(file, { apply: true }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['products'] }),
        client.invalidateQueries({ queryKey: ['stock'] }),
      ]),
  })
}
