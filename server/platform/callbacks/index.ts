export { CallbackRefused, callbackErrors, type CallbackRefusal } from './callbacks.errors.js'
export { openSealedCallback, answerSealedEcho } from './sealed-callback.js'
export { isFresh, sortedSha1, CALLBACK_WINDOW_MS } from './signature.js'
export { readMessage, textOf, partOf, listOf, momentOf, numberOf, type Message } from './message.js'
