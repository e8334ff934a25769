/** Runs `work` for every item, at most `limit` at a time; answers in the order of the items. */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers = new Array<Answer>(items.length)
  const left = [...items.entries()].reverse()
  const lanes = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [index, item] = next
      answers[index] = await work(item)
    }
  })
  await Promise.all(lanes)
  return answers
}
