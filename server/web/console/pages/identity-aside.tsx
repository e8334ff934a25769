import IdentityReviewsPage from './identity-reviews.js'

/** What nobody could decide yet. */
export default function IdentityAsidePage() {
  return <IdentityReviewsPage list="aside" />
}
