import {
  addView,
  changeView,
  MAX_VIEWS,
  removeView,
  type Shelf,
  type View,
} from '../../../server/modules/customers/views/views.domain.js'

const view = (n: number, name = `v${n}`): View<object> => ({
  viewId: `viw_${n}`,
  ...{ name, filter: {}, isShared: false },
})
const shelf = (...views: View<object>[]): Shelf<object> => ({
  ...{ operatorId: 'opr_1', ownerName: '陈', revision: 1 },
  views,
})

// Guarantee: a name stands for one view of an operator, however often "save" is pressed.
test('given a name that is used, when a view is saved or renamed, then that is refused', () => {
  const two = shelf(view(1), view(2))
  expect(addView(two, view(3, 'v2'))).toMatchObject({ ok: false, code: 'view-name-taken' })
  expect(changeView(two, 'viw_1', { name: 'v2' })).toMatchObject({ code: 'view-name-taken' })
  expect(changeView(two, 'viw_2', { name: 'v2' })).toMatchObject({ ok: true })
})

// Guarantee: nobody keeps more than a screen can show.
test('given as many views as one may keep, when another one is saved, then that is refused', () => {
  const full = shelf(...Array.from({ length: MAX_VIEWS }, (_, n) => view(n)))
  expect(addView(full, view(99))).toMatchObject({ ok: false, code: 'views-full' })
})

test('given somebody else’s view, when it is changed or removed, then it is not found', () => {
  expect(changeView(shelf(view(1)), 'viw_9', {})).toMatchObject({ code: 'view-not-found' })
  expect(removeView(shelf(view(1)), 'viw_9')).toMatchObject({ code: 'view-not-found' })
  expect(removeView(shelf(view(1), view(2)), 'viw_1')).toMatchObject({
    value: { views: [{ viewId: 'viw_2' }] },
  })
})
