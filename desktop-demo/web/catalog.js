// The catalog: what this host offers.

import { h } from './dom.js'
import { programIcon } from './program-icon.js'

export class Catalog {
  /** @param {import('./phone.js').Phone} phone */
  constructor(phone) {
    this.phone = phone
    this.element = h('section', { class: 'screen catalog', 'data-testid': 'catalog' })
  }

  update() {
    const { words: t, state } = this.phone
    this.element.replaceChildren(
      this.phone.head(t.catalog),
      h('div', { class: 'scroll' },
        h('p', { class: 'catalog-note', text: t.catalogNote }),
        ...state.catalog.map((program) =>
          h('article', { class: 'card', 'data-testid': `catalog-${program.program}` },
            programIcon(program, 60),
            h('div', { class: 'program-words' },
              h('h3', { class: 'program-name', text: program.name }),
              h('p', { class: 'card-text', text: program.description }),
              h('p', { class: 'program-note' },
                h('span', { class: 'badge', text: program.dialect }),
                h('span', { text: program.publisher ?? '' }),
              ),
            ),
            h('button', {
              class: 'button-open',
              text: t.open,
              'data-testid': `catalog-open-${program.program}`,
              'aria-label': t.openProgram(program.name),
              on: { click: () => this.phone.open(program.program) },
            }),
          )),
      ),
    )
  }
}
