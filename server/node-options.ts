/**
 * How Node runs a process of the role `api`, which only verifies, stores and answers. Without a bound it lets garbage
 * grow to several times of what it needs, and many of them share a machine.
 */
export const API_NODE_OPTIONS = '--max-old-space-size=192 --max-semi-space-size=4'
