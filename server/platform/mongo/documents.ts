/** The document of a plain object: same fields, the id under `_id`. */
export type Stored<Item, IdField extends keyof Item> = Omit<Item, IdField> & { _id: Item[IdField] }

/**
 * A query that the product runs, beside the model whose collection it reads. A test explains each one and
 * fails on a collection scan, on another index than the named one, and on an index that no query names.
 */
export type NamedQuery = Readonly<{
  name: string
  filter: Readonly<Record<string, unknown>>
  sort?: Readonly<Record<string, 1 | -1>>
  /** The index name as MongoDB gives it: `identifierKey_1_at_-1`; `_id_` for the primary key. */
  index: string
}>
