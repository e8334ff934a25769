import type { SystemClients } from '../../../scripts/clients/system-clients.js'
import { stepText } from '../../../scripts/stories/print.js'
import { must, playStory, StoryBroken, type Scene } from '../../../scripts/stories/story.js'

// The runner hands the system on and never touches it.
const system = {} as SystemClients
const storyOf = (play: (scene: Scene) => Promise<void>) => ({ name: 'a-story', title: '', play })

test('a step acts once, looks until it finds what is told, and tells only the look that found it', async () => {
  let acts = 0
  let looks = 0
  const steps = await playStory(
    storyOf(async ({ step }) => {
      const seen = await step('counts to three', {
        act: () => Promise.resolve((acts += 1)),
        see: (acted, tell) => {
          looks += 1
          tell.written(`look ${looks}`)
          must(looks === 3, 'not three yet')
          return Promise.resolve(acted + looks)
        },
      })
      expect(seen).toBe(4)
    }),
    system,
  )
  expect(acts).toBe(1)
  expect(steps).toMatchObject([
    { number: 1, title: 'counts to three', lines: [{ kind: 'written', text: 'look 3' }] },
  ])
})

test('a step that does not come out as told breaks the story, names itself, and nothing follows', async () => {
  const told: string[] = []
  const never = jest.fn()
  const broken = playStory(
    storyOf(async ({ step }) => {
      const nothing = { act: () => Promise.resolve() }
      await step('comes out', { ...nothing, see: () => Promise.resolve() })
      await step('does not', {
        ...nothing,
        see: () => Promise.reject(new Error('the order is pending')),
        withinMs: 150,
      })
      never()
    }),
    system,
    ({ title }) => told.push(title),
  )
  await expect(broken).rejects.toThrow(StoryBroken)
  await expect(broken).rejects.toThrow('"does not" did not come out as told: the order is pending')
  expect(told).toEqual(['comes out'])
  expect(never).not.toHaveBeenCalled()
})

test('an act that fails breaks the story at once, without waiting for what cannot come', async () => {
  const see = jest.fn()
  const broken = playStory(
    storyOf(({ step }) =>
      step('fails', { act: () => Promise.reject(new Error('503')), see, withinMs: 60_000 }),
    ),
    system,
  )
  await expect(broken).rejects.toThrow('"fails" did not come out as told: 503')
  expect(see).not.toHaveBeenCalled()
})

test('a step is printed with its time in Shanghai, how long it took, and its lines', () => {
  const step = {
    number: 2,
    title: 'She pays in WeChat',
    startedAt: new Date('2026-11-20T06:05:21.500Z'),
    tookMs: 47,
    lines: [
      { kind: 'arrived', text: 'callback TRANSACTION.SUCCESS' },
      { kind: 'written', text: 'order paid' },
    ],
  } as const
  expect(stepText(step)).toBe(
    ' 2  14:05:21.500  She pays in WeChat  (47 ms)\n' +
      '      arrived  callback TRANSACTION.SUCCESS\n' +
      '      written  order paid',
  )
})
