export { isSoldAt, priceFromFen, type Product, type Sku } from './catalog.domain.js'
export { termsRefusal, validTo, type VoucherTerms } from './voucher-terms.domain.js'
export { catalogErrors } from './catalog.errors.js'
export { catalogMigrations } from './catalog.migrations.js'
export { catalogModule } from './catalog.module.js'
export type { Actor, Audit, AuditEntry } from './catalog.ports.js'
export type { ProductSaved } from './catalog.repository.js'
export type {
  Catalog,
  Offer,
  PendingChange,
  ProductDraft,
  ProductPatch,
  SkuDraft,
  WrongCompared,
} from './catalog.service.js'
export { coverUrl, pictureUrl } from './picture-url.js'
