import { existingShop } from './existing-shop.js'
import { firstVisit } from './first-visit.js'
import type { Story } from './story.js'

/** Every story, in the order in which they are best read. */
export const STORIES: readonly Story[] = [firstVisit, existingShop]
