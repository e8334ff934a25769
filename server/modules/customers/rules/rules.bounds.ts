/** How far the numbers of the rules may be moved. Runs of evidence are kept apart from 90 days on: what is shorter was never written down. */
export const BOUNDS = {
  maxIdentifiers: { min: 2, max: 50 },
  maxClaimants: { min: 1, max: 20 },
  maxPhones: { min: 1, max: 50 },
  silenceDays: { min: 90, max: 3_650 },
  patientSilenceDays: { min: 90, max: 3_650 },
} as const

/** Every process knows all of them. */
export const MAX_SOURCES = 200
