import type { paths } from '../api-types.js'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Success<Responses> =
  Responses extends Record<number, unknown>
    ? Extract<Responses[200 & keyof Responses] | Responses[201 & keyof Responses], object>
    : never

/** The JSON body of a 200 or 201 answer of one route. */
export type Answer<
  Path extends keyof paths,
  Verb extends Method & keyof paths[Path] = 'get' & keyof paths[Path],
> = paths[Path][Verb] extends { responses: infer Responses }
  ? Success<Responses> extends { content: { 'application/json': infer Json } }
    ? Json
    : never
  : never

/** One row of a list's answer. */
export type Row<
  Path extends keyof paths,
  Verb extends Method & keyof paths[Path] = 'get' & keyof paths[Path],
> = Answer<Path, Verb> extends { items: (infer Item)[] } ? Item : never
