import { AppError } from '../errors/index.js'

/** Another worker took the rows over because this one was silent for too long: nothing it does may count any more. */
export class LeaseLost extends AppError {
  constructor() {
    super('lease-lost', { retriable: true })
  }
}
