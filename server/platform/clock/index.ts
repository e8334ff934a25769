export { offsetClock, systemClock, type Clock } from './clock.js'
export { followClock, type FollowedClock } from './follow-clock.js'
