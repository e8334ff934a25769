import type { Person, Staff } from '../world/model.js'
import { html, type Html } from './html.js'

const TINTS = 6

/** A tinted block with the first sign of the name: no picture is fetched from anywhere. */
export function face(name: string): Html {
  const tint = [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % TINTS
  return html`<span class="face face-${tint}" aria-hidden="true">${[...name][0] ?? '·'}</span>`
}

export const maskedPhone = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** One tap chooses the person: each row is a button of the form around it. */
export function peopleButtons(people: readonly Person[]): Html {
  if (people.length === 0) {
    return html`<p class="empty">没有找到。可以在下面添加一位新顾客。</p>`
  }
  return html`<ul class="rows">
    ${people.map(
      ({ personId, name, phone }) =>
        html`<li>
          <button class="row" name="personId" value="${personId}">
            ${face(name)}<span class="row-main">${name}</span>
            <span class="row-note">${maskedPhone(phone)}</span>
          </button>
        </li>`,
    )}
  </ul>`
}

export function staffButtons(staff: readonly Staff[]): Html {
  return html`<ul class="rows">
    ${staff.map(
      ({ userid, name, position }) =>
        html`<li>
          <button class="row" name="userid" value="${userid}">
            ${face(name)}<span class="row-main">${name}</span>
            <span class="row-note">${position}</span>
          </button>
        </li>`,
    )}
  </ul>`
}

/** The frame of a phone: bar with a title, content below. */
export function phone(title: string, content: Html): Html {
  return html`<main class="screen">
    <header class="bar"><h1>${title}</h1></header>
    <div class="content">${content}</div>
    <footer class="foot">微信沙盒：这里的人和钱都是模拟的</footer>
  </main>`
}
