export { keyUse } from './key-use.js'
export { keyRotationMigrations } from './migrations.js'
export { rotateKeysJob } from './rotate-keys.job.js'
export type { SealedPlace } from './sealed-place.js'
