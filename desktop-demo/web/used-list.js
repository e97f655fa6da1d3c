// "Mini programs you've used": newest first, with a real empty state.

import { h } from './dom.js'
import { programIcon } from './program-icon.js'
import { ago } from './words.js'

export class UsedList {
  /** @param {import('./phone.js').Phone} phone */
  constructor(phone) {
    this.phone = phone
    this.element = h('section', { class: 'screen used', 'data-testid': 'used-list' })
  }

  update() {
    const { words: t, state } = this.phone
    const title = state.entry.title || t.usedTitle
    const browse = (className) => h('button', { class: className, text: t.browse, 'data-testid': 'open-catalog', on: { click: () => this.phone.show('catalog') } })
    if (state.used.length === 0) {
      this.element.replaceChildren(
        this.phone.head(title),
        h('div', { class: 'empty', 'data-testid': 'used-empty' },
          h('img', { class: 'empty-picture', src: '/art/empty.svg', alt: '' }),
          h('p', { class: 'empty-title', text: t.usedEmpty }),
          h('p', { class: 'empty-note', text: t.usedEmptyNote }),
          browse('button-main'),
        ),
      )
      return
    }
    const clear = h('button', { class: 'head-action', text: t.clearAll, 'data-testid': 'used-clear', on: { click: () => this.clear() } })
    this.element.replaceChildren(
      this.phone.head(title, clear),
      h('div', { class: 'scroll' },
        h('p', { class: 'list-heading', text: t.usedHeading }),
        h('ul', { class: 'programs' }, ...state.used.map((program) => this.row(program))),
        browse('button-second'),
      ),
    )
  }

  row(program) {
    const { words: t, settings } = this.phone
    return h('li', { class: 'program', 'data-testid': `used-${program.program}` },
      h('button', {
        class: 'program-open',
        'data-testid': `used-open-${program.program}`,
        'aria-label': t.openProgram(program.name),
        on: { click: () => this.phone.open(program.program) },
      },
        programIcon(program, 48),
        h('span', { class: 'program-words' },
          h('span', { class: 'program-name', text: program.name }),
          h('span', { class: 'program-note' },
            h('span', { class: 'badge', text: program.dialect }),
            h('span', { text: program.publisher ?? '' }),
          ),
        ),
        h('span', { class: 'program-time', text: ago(program.time_ms, settings.locale) }),
      ),
      h('button', {
        class: 'program-remove',
        'data-testid': `used-remove-${program.program}`,
        'aria-label': t.remove(program.name),
        on: { click: () => this.phone.send({ type: 'remove_used', program: program.program }) },
      }, this.phone.closeIcon()),
    )
  }

  async clear() {
    const { words: t } = this.phone
    if (await this.phone.ask(t.clearAsk, t.clearNote, t.clear)) this.phone.send({ type: 'clear_used' })
  }
}
