export { catalogErrors } from './catalog.errors.js'
export { catalogMigrations } from './catalog.migrations.js'
export { catalogQueries } from './catalog.model.js'
export { catalogRepository, type ProductSaved } from './catalog.repository.js'
export { catalogRoutes } from './catalog.routes.js'
export { priceFromFen, type Product, type Sku } from './catalog.domain.js'
export {
  catalogService,
  type Catalog,
  type Offer,
  type PendingChange,
  type ProductDraft,
  type ProductPatch,
} from './catalog.service.js'
export type { Actor, Audit, AuditEntry } from './catalog.ports.js'
export { coverUrl, pictureUrl } from './picture-url.js'
export { picturesRepository } from './pictures.repository.js'
export { picturesService, type PictureService } from './pictures.service.js'
