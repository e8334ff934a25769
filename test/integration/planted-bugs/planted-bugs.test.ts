import {
  contactAddedWithWelcome,
  twoContactsInOneSecond,
  welcomeWithUnknownOutcome,
} from '../crash/contacts.scenarios.js'
import { openApiBatch } from '../crash/intake.scenarios.js'
import { plantedTest } from '../../support/faults/planted-test.js'
import type { Planned } from '../../support/faults/plan.js'
import type { Entries, Fault } from '../../support/faults/tape.js'
import {
  answerBeforeCommit,
  effectAndDoneApart,
  noFencing,
  outboxAfterCommit,
  sameSenderAndSecond,
  uniqueIndexDropped,
  welcomeSentTwice,
} from './plants.js'

// Guarantee: the crash harness finds what it is there for. Seven bugs that comparable products have had are put in on
// purpose; each is caught by the invariant that the test names, and the same plays of the sound product find nothing.

jest.mock('node:timers/promises', () =>
  jest.requireActual<object>('../../support/faults/swift-timers.js'),
)

/** One fault at every command of this name. */
const at =
  (what: string, fault: Pick<Fault, 'kind' | 'isSticky'>) =>
  ({ database }: Entries): Planned[] =>
    database.flatMap((entry, index) =>
      entry.what === what ? [[{ ...fault, channel: 'database', index }]] : [],
    )
/** The door's insert, not the one of the events that a worker leaves behind. */
const atTheDoor = (fault: Pick<Fault, 'kind' | 'isSticky'>) => (recorded: Entries) =>
  at('insert inbox', fault)(recorded).slice(0, 1)
const kill = { kind: 'kill', isSticky: true } as const
const withoutFault = (): Planned[] => [[]]

plantedTest('unique index dropped', {
  scenario: contactAddedWithWelcome,
  plant: uniqueIndexDropped,
  under: atTheDoor({ kind: 'reply-lost', isSticky: true }),
  caughtBy: /one delivery stored twice/,
})

plantedTest('answer before commit', {
  scenario: contactAddedWithWelcome,
  plant: answerBeforeCommit,
  under: atTheDoor({ kind: 'before', isSticky: true }),
  caughtBy: /acknowledged and not kept/,
})

plantedTest('effect and done in two transactions', {
  scenario: contactAddedWithWelcome,
  plant: effectAndDoneApart,
  under: at('commitTransaction', { kind: 'before', isSticky: true }),
  caughtBy: /done-events-are-counted/,
})

plantedTest('no fencing', {
  scenario: openApiBatch,
  plant: noFencing,
  // Frozen after its claim, before it has read anything: what it gathers on waking shows that all is done already.
  under: (recorded) => at('find orders', { kind: 'freeze', isSticky: true })(recorded).slice(0, 1),
  caughtBy: /done-events-are-counted/,
})

plantedTest('outbox after commit', {
  scenario: contactAddedWithWelcome,
  plant: outboxAfterCommit,
  under: at('commitTransaction', kill),
  caughtBy: /one welcome per contact/,
})

plantedTest('welcome sent twice on retry', {
  scenario: welcomeWithUnknownOutcome,
  plant: welcomeSentTwice,
  under: withoutFault,
  caughtBy: /one welcome per contact/,
})

plantedTest('de-duplication by sender and second', {
  scenario: twoContactsInOneSecond,
  plant: sameSenderAndSecond,
  under: withoutFault,
  caughtBy: /everyone who added somebody is one customer/,
})
