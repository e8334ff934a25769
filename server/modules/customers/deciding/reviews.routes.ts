import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ok, refuse } from '../../../platform/errors/index.js'
import { access, answers, NO_CONTENT, orProblem } from '../../../platform/http/index.js'
import { decodeCursor } from '../../../platform/wire/index.js'
import { customerErrors } from '../customers.errors.js'
import type { Asides } from './aside.js'
import {
  AsideBody,
  ReviewDetail,
  ReviewEvidence,
  ReviewPage,
  ReviewQuery,
  TakeUpBody,
} from './deciding.contract.js'
import type { CopyEvidence } from './review-evidence.js'
import type { ReviewPlace } from './review-order.js'
import type { Reviews } from './reviews.js'
import { actorOf, pageOf } from './routes-kit.js'

const read = { access: access.permission('customers.read') }
const decide = { access: access.permission('identity.decide') }
const mayExport = { access: access.permission('customers.export') }
const tags = ['identity']
const params = z.object({ reviewId: z.string().min(1).max(60) })
const REVIEW = '/api/identity/reviews/:reviewId'

const list = {
  config: read,
  schema: {
    operationId: 'listIdentityReviews',
    tags,
    querystring: ReviewQuery,
    response: answers(ReviewPage, customerErrors),
  },
}
const one = {
  config: read,
  schema: {
    operationId: 'getIdentityReview',
    tags,
    params,
    response: answers(ReviewDetail, customerErrors, ['review-not-found']),
  },
}
const putAside = {
  config: decide,
  schema: {
    operationId: 'putIdentityReviewAside',
    tags,
    params,
    body: AsideBody,
    response: answers(NO_CONTENT, customerErrors, ['review-not-found', 'identity-moved-on'], {
      status: 204,
    }),
  },
}
const takeUp = {
  config: decide,
  schema: {
    operationId: 'takeUpIdentityReview',
    tags,
    params,
    body: TakeUpBody,
    response: answers(NO_CONTENT, customerErrors, ['review-not-found', 'identity-moved-on'], {
      status: 204,
    }),
  },
}
const evidence = {
  config: mayExport,
  schema: {
    operationId: 'exportIdentityReview',
    tags,
    params,
    response: answers(ReviewEvidence, customerErrors, ['review-not-found']),
  },
}

type Services = Readonly<{ reviews: Reviews; asides: Asides; copyEvidence: CopyEvidence }>

/** Contradictions that wait for a person. */
export const reviewRoutes =
  ({ reviews, asides, copyEvidence }: Services): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/identity/reviews', list, async (request) => {
      const { cursor, limit, list: wanted } = request.query
      const after = cursor === undefined ? null : placeIn(cursor)
      const asked = { list: wanted, after, limit: limit + 1 }
      const { rows, ...counts } = await reviews.page(asked)
      const { items, nextCursor } = pageOf(rows, limit, ({ place }) => [
        ...[place.netFen, place.openedAt.getTime(), place.reviewId],
      ])
      return { items: items.map(({ row }) => row), nextCursor, ...counts }
    })

    app.get(REVIEW, one, async (request) => {
      const found = await reviews.detail(request.params.reviewId)
      return orProblem(found === null ? refuse('review-not-found') : ok(found), customerErrors)
    })

    app.post(`${REVIEW}/aside`, putAside, async (request, reply) => {
      const spoken = { ...request.body, actor: actorOf(request.operator) }
      orProblem(await asides.putAside(request.params.reviewId, spoken), customerErrors)
      return await reply.code(204).send()
    })

    app.post(`${REVIEW}/take-up`, takeUp, async (request, reply) => {
      const spoken = { ...request.body, actor: actorOf(request.operator) }
      orProblem(await asides.takeUp(request.params.reviewId, spoken), customerErrors)
      return await reply.code(204).send()
    })

    app.get(`${REVIEW}/evidence`, evidence, async (request, reply) => {
      const copy = await copyEvidence(request.params.reviewId, actorOf(request.operator))
      void reply.header('cache-control', 'no-store')
      return orProblem(copy === null ? refuse('review-not-found') : ok(copy), customerErrors)
    })
  }

function placeIn(cursor: string): ReviewPlace {
  const [netFen, openedAt, reviewId] = decodeCursor(cursor, [z.int(), z.int(), z.string()])
  return { netFen, openedAt: new Date(openedAt), reviewId }
}
