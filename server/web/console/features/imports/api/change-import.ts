import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { uploadSheet } from '../../../../shared/http/upload.js'
import { IMPORTS, type ImportKind, type Mapping } from './imports.js'

/** What is asked before a file is read. `statedOn`: YYYY-MM-DD, empty: the upload. */
export type CheckSettings = {
  mapping: Mapping
  source: string
  isTrusted: boolean
  phonesVerified: boolean
  statedOn?: string
}

const pathOf = (importId: string) => ({ params: { path: { importId } } })

/** Everything else about imports is asked anew after each of these. */
function useChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: IMPORTS }),
  })
}

/** Stores a file; nothing is read from it but its head. */
export const useUpload = () =>
  useChange(({ kind, file }: { kind: ImportKind; file: File }) => uploadSheet(kind, file))

/** Has the whole file read; nothing is imported. */
export const useCheck = (importId: string) =>
  useChange((body: CheckSettings) =>
    unwrap(api.POST('/api/imports/{importId}/check', { ...pathOf(importId), body })),
  )

/** Imports the good rows, or goes on where it was stopped. */
export const useRun = (importId: string) =>
  useChange(() => unwrap(api.POST('/api/imports/{importId}/run', pathOf(importId))))

export const useStop = (importId: string) =>
  useChange(() => unwrap(api.POST('/api/imports/{importId}/stop', pathOf(importId))))

/** Takes back everything that the import has brought. */
export const useUndo = (importId: string) =>
  useChange((reason: string) =>
    unwrap(api.POST('/api/imports/{importId}/undo', { ...pathOf(importId), body: { reason } })),
  )
