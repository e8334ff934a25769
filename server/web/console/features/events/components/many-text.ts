import { countText } from '../../../../shared/format/count.js'

/** 1,204; 10,000+ where counting stopped. */
export function manyText({ count, countedUpTo }: { count: number; countedUpTo: number }): string {
  return count >= countedUpTo ? `${countText(countedUpTo)}+` : countText(count)
}
