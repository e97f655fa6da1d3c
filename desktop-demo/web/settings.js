// The host app's settings: one of its rows is the one that Minihost adds.

import { h, icon } from './dom.js'
import { BELL, CHEVRON, GLOBE, INFO, LOCK, PROGRAMS, SHIELD } from './icons.js'

export class Settings {
  /** @param {import('./phone.js').Phone} phone */
  constructor(phone) {
    this.phone = phone
    this.element = h('section', { class: 'screen settings' })
  }

  update() {
    const { words: t, state } = this.phone
    // Rows without a screen behind them are drawn and cannot be reached.
    const drawn = (paths, text, tone) =>
      h('div', { class: 'row', 'aria-disabled': 'true' },
        h('span', { class: `row-sign ${tone}` }, icon(paths, 20)),
        h('span', { class: 'row-text', text }),
        icon(CHEVRON, 18),
      )
    const entry = state.entry.visible && h('div', { class: 'rows' },
      h('button', { class: 'row row-entry', 'data-testid': 'row-mini-programs', on: { click: () => this.phone.show('used') } },
        h('span', { class: 'row-sign tone-brand' }, icon(PROGRAMS, 20)),
        h('span', { class: 'row-text' },
          h('span', { class: 'row-title', text: state.entry.title }),
          state.entry.subtitle && h('span', { class: 'row-subtitle', text: state.entry.subtitle }),
        ),
        icon(CHEVRON, 18),
      ),
    )
    this.element.replaceChildren(
      this.phone.head(t.settings),
      h('div', { class: 'scroll' },
        h('div', { class: 'rows' }, drawn(SHIELD, t.account, 'tone-green'), drawn(BELL, t.notifications, 'tone-red'), drawn(LOCK, t.privacy, 'tone-blue')),
        entry,
        h('div', { class: 'rows' }, drawn(GLOBE, t.languageRow, 'tone-violet'), drawn(INFO, t.about, 'tone-grey')),
      ),
    )
  }
}
