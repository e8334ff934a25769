import { ensureCollections, type Migration } from '../../platform/mongo/index.js'
import { blockedMigrations } from './blocked/blocked.migrations.js'
import { CONSENTS, consentCollection } from './consents.model.js'
import { decidingMigrations } from './deciding/deciding.migrations.js'
import { identityCollections } from './identity.model.js'
import { listingMigration } from './listing/listing.migration.js'
import { resolutionMigration } from './resolution/resolution.migration.js'
import { rulesMigrations } from './rules/rules.migrations.js'
import { REVEALS, revealCollection } from './reveals.model.js'
import { TIMELINE, timelineCollection } from './timeline.model.js'
import { viewsMigration } from './views/views.migration.js'

const IDENTITY = ['identifiers', 'customers', 'evidence', 'links', 'identity_history']

const identityMigrations: readonly Migration[] = [
  {
    name: '0003-identity-indexes',
    async up(db) {
      await ensureCollections(db, IDENTITY)
      const { identifiers, customers, evidence, links, history } = identityCollections(db)
      await identifiers.createIndexes([
        { key: { ownerId: 1 } },
        { key: { searchKey: 1 }, sparse: true },
        { key: { type: 1, ownerId: 1, firstSeenAt: 1 } },
      ])
      await customers.createIndexes([
        { key: { state: 1, lastSeenAt: -1, _id: 1 } },
        { key: { state: 1, _id: 1 } },
        { key: { nameKeys: 1, lastSeenAt: -1, _id: 1 } },
        { key: { founderKey: 1 } },
        { key: { state: 1, firstSeenAt: -1 } },
      ])
      await evidence.createIndexes([{ key: { 'identifiers.key': 1, occurredAt: -1 } }])
      await links.createIndexes([
        { key: { a: 1 } },
        { key: { b: 1 } },
        { key: { isHeld: 1 }, partialFilterExpression: { isHeld: true } },
      ])
      await history.createIndexes([{ key: { survivorId: 1, at: -1 } }])
    },
  },
]

const factMigrations: readonly Migration[] = [
  {
    name: '0004-timeline-indexes',
    async up(db) {
      await ensureCollections(db, [TIMELINE])
      await timelineCollection(db).createIndexes([{ key: { identifierKey: 1, at: -1, _id: -1 } }])
    },
  },
  {
    name: '0005-consent-indexes',
    async up(db) {
      await ensureCollections(db, [CONSENTS])
      await consentCollection(db).createIndexes([{ key: { identifierKey: 1, number: -1 } }])
    },
  },
]

const epochMigrations: readonly Migration[] = [
  {
    name: '0095-phone-epochs',
    up: async (db) => {
      const { identifiers } = identityCollections(db)
      await identifiers.createIndexes([{ key: { 'epochs.parts.holder': 1 }, sparse: true }])
    },
  },
]

const privacyMigrations: readonly Migration[] = [
  {
    name: '0062-phone-reveals',
    async up(db) {
      await ensureCollections(db, [REVEALS])
      await revealCollection(db).createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }])
    },
  },
]

/** All collections of this module with their indexes. */
export const customersMigrations: readonly Migration[] = [
  ...identityMigrations,
  ...factMigrations,
  resolutionMigration,
  ...blockedMigrations,
  ...privacyMigrations,
  listingMigration,
  viewsMigration,
  ...decidingMigrations,
  ...rulesMigrations,
  ...epochMigrations,
]
