/**
 * Which transfers a day's bill stands for, in 8 bytes each: two million of them are 16 MB. Kept are 50 bits of an id that is
 * a hash already; that one of a day's few missing transfers meets another by chance is less likely than a broken disk.
 */
export function seenNumbers() {
  let numbers = new Float64Array(1_024)
  let count = 0
  let isSorted = true
  return {
    add(transferId: string): void {
      if (count === numbers.length) {
        const larger = new Float64Array(numbers.length * 2)
        larger.set(numbers)
        numbers = larger
      }
      numbers[count] = numberOf(transferId)
      count += 1
      isSorted = false
    },
    has(transferId: string): boolean {
      if (!isSorted) {
        numbers = numbers.subarray(0, count).sort()
        isSorted = true
      }
      const wanted = numberOf(transferId)
      let low = 0
      let high = count - 1
      while (low <= high) {
        const middle = (low + high) >>> 1
        const found = numbers[middle] ?? 0
        if (found === wanted) {
          return true
        }
        if (found < wanted) {
          low = middle + 1
        } else {
          high = middle - 1
        }
      }
      return false
    },
  }
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const CHARS = 10

function numberOf(id: string): number {
  let number = 0
  for (let at = id.length - CHARS; at < id.length; at += 1) {
    number = number * 32 + ALPHABET.indexOf(id.charAt(at))
  }
  return number
}
