import type { PaymentParams } from '../api/types'

/**
 * `ended`: the platform's payment window was closed; whether money moved, only the server knows.
 * `cancelled`: the person closed it without paying, as far as the platform says.
 */
export type PaymentWindow = 'ended' | 'cancelled'

export type PaymentDoor = {
  /**
   * Opens the platform's payment. In the H5 this leaves the page for the sandbox, which returns to
   * `resultPage` (`/pages/…?…`), and never resolves.
   */
  open(params: PaymentParams, resultPage: string): Promise<PaymentWindow>
  /** Takes what the H5's return says, once: decides how long to wait, never whether it is paid. */
  takeHint(): PaymentWindow | null
}
