export { tokenCache, type FreshToken, type TokenCache } from './token-cache.js'
export { tokenErrors } from './tokens.errors.js'
