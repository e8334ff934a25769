import type { Db } from '../../../server/platform/mongo/index.js'
import type { Bench } from '../catalogue.js'
import type { Figure } from '../figure.js'
import type { Stage } from '../stage.js'
import { secondsOf } from '../statistics.js'
import { clusterFigures } from './cluster.js'
import { importFigures } from './import.js'
import { resolvingFigures } from './resolving.js'
import { IDENTIFIERS_EACH, seededWorld } from './seed.js'
import { touchedFigures } from './touched.js'
import { trialFigures } from './trial.js'

const SIZES = {
  full: {
    small: 10_000,
    people: 1_000_000,
    large: 1_000_000,
    pairs: 15,
    samples: 200,
    repeats: 20,
  },
  quick: { small: 3_000, people: 4_000, large: 12_000, pairs: 2, samples: 10, repeats: 2 },
} as const
/** Fewer, and a tablet would be a person’s phone. */
const FEWEST_PEOPLE = 1_000

/** What of it is needed: tests stand on a stage of their own. */
export type Ground = Pick<Stage, 'isQuick' | 'mongoUri' | 'freshDatabase' | 'note' | 'size'>

/** What is measured in a world of people and leaves it as it was; a million of them are stored for minutes, so once. */
const IN_A_WORLD = {
  touched: ({ db, people, samples }: World) => touchedFigures({ db, people, samples }),
  trial: ({ db }: World) => trialFigures(db),
} as const
type InAWorld = keyof typeof IN_A_WORLD
type World = Readonly<{ db: Db; people: number; samples: number }>

/** Each opens what it needs and closes it again. `size`: identifiers of the large store, people of the world. */
export const areas = {
  resolving,
  cluster,
  touched: (ground: Ground) => inOneWorld(ground, ['touched']),
  trial: (ground: Ground) => inOneWorld(ground, ['trial']),
} as const

export const AREA_NAMES = ['import', ...Object.keys(areas)] as const

/** Who is who at size. All of it takes long: each area can be asked for alone. */
export const identity: Bench = async (stage) => {
  const wanted = stage.areas ?? AREA_NAMES
  const inWorld = wanted.filter((name): name is InAWorld => Object.hasOwn(IN_A_WORLD, name))
  const works = [
    ...(wanted.includes('import') ? [() => importFigures(stage)] : []),
    ...(wanted.includes('resolving') ? [() => resolving(stage)] : []),
    ...(wanted.includes('cluster') ? [() => cluster(stage)] : []),
    ...(inWorld.length > 0 ? [() => inOneWorld(stage, inWorld)] : []),
  ]
  const figures: Figure[] = []
  for (const work of works) {
    figures.push(...(await work()))
  }
  return figures
}

async function inOneWorld(ground: Ground, names: readonly InAWorld[]): Promise<Figure[]> {
  const { people, samples } = sizesOf(ground)
  const db = await opened(ground, 'world', people)
  const figures: Figure[] = []
  try {
    for (const name of names) {
      const found = await IN_A_WORLD[name]({ db, people, samples })
      found.forEach((one) =>
        ground.note(`identity: ${one.name}: ${one.value.toFixed(1)} ${one.unit}`),
      )
      figures.push(...found)
    }
    return figures
  } finally {
    await db.close()
  }
}

const sizesOf = ({ isQuick, size }: Ground) => {
  const sizes = SIZES[isQuick ? 'quick' : 'full']
  return size === null ? sizes : { ...sizes, people: size, large: size }
}

async function opened(ground: Ground, name: string, people: number): Promise<Db> {
  const enough = Math.max(FEWEST_PEOPLE, people)
  let db: Db | undefined
  const seconds = await secondsOf(async () => {
    db = await seededWorld(ground.mongoUri, ground.freshDatabase(`identity_${name}`), enough)
  })
  ground.note(
    `identity: ${enough.toLocaleString('en-US')} people stored in ${Math.round(seconds)} s`,
  )
  return db as Db
}

async function resolving(ground: Ground): Promise<Figure[]> {
  const { small, large, pairs } = sizesOf(ground)
  const peopleIn = (identifiers: number) =>
    Math.max(FEWEST_PEOPLE, Math.round(identifiers / IDENTIFIERS_EACH))
  const sides = {
    small: { db: await opened(ground, 'small', peopleIn(small)), people: peopleIn(small) },
    large: { db: await opened(ground, 'large', peopleIn(large)), people: peopleIn(large) },
  }
  try {
    return await resolvingFigures({ sides, pairs, note: ground.note })
  } finally {
    await Promise.all([sides.small.db.close(), sides.large.db.close()])
  }
}

async function cluster(ground: Ground): Promise<Figure[]> {
  const db = await opened(ground, 'cluster', FEWEST_PEOPLE)
  try {
    return await clusterFigures({ db, repeats: sizesOf(ground).repeats })
  } finally {
    await db.close()
  }
}
