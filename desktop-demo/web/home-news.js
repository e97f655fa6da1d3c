// The news app's own screens: a front page and "Me". Scenery; nothing here knows the core.

import { h, icon } from './dom.js'
import { BOOKMARK, CHEVRON, GEAR, HOME, INBOX, PERSON, PLAY, SEARCH } from './icons.js'

const PICTURES = ['/art/rooftop.svg', '/art/boat.svg', '/art/letter.svg', '/art/match.svg', '/art/bread.svg']

export class HomeNews {
  /** @param {import('./phone.js').Phone} phone */
  constructor(phone) {
    this.phone = phone
    this.tab = 'home'
    this.content = h('div', { class: 'news-content' })
    this.bar = h('nav', { class: 'news-bar' })
    this.element = h('section', { class: 'screen news' }, this.content, this.bar)
  }

  get status() {
    return this.tab === 'home' ? 'dark' : 'auto'
  }

  update() {
    const { words: t } = this.phone
    this.content.replaceChildren(...(this.tab === 'home' ? this.front(t) : this.me(t)))
    const tab = (name, paths, text) =>
      h('button', { class: 'news-tab', 'aria-current': this.tab === name ? 'page' : null, 'data-testid': `tab-${name}`, on: { click: () => this.choose(name) } }, icon(paths, 24), h('span', { text }))
    const drawn = (paths, text) => h('span', { class: 'news-tab', 'aria-disabled': 'true' }, icon(paths, 24), h('span', { text }))
    this.bar.replaceChildren(tab('home', HOME, t.home), drawn(PLAY, t.videoTab), drawn(INBOX, t.inbox), tab('me', PERSON, t.me))
  }

  choose(tab) {
    this.tab = tab
    this.update()
    this.phone.statusChanged()
  }

  front(t) {
    const [first, ...rest] = t.stories
    const byline = (story) => h('p', { class: 'byline' }, h('span', { text: story.source }), h('span', { text: story.time }))
    return [
      h('div', { class: 'news-head' },
        h('div', { class: 'news-search', 'aria-disabled': 'true' }, icon(SEARCH, 18), h('span', { text: t.searchNews })),
        h('div', { class: 'channels' }, ...t.channels.map((text, index) => h('span', { class: index === 0 ? 'channel-on' : '', text }))),
      ),
      h('div', { class: 'front', tabindex: '0', 'aria-label': t.channels[0] },
        h('article', { class: 'lead' }, h('img', { src: PICTURES[0], alt: '' }), h('h3', { text: first.title }), byline(first)),
        ...rest.map((story, index) =>
          h('article', { class: 'story' },
            h('div', {}, h('h3', { text: story.title }), byline(story)),
            h('img', { src: PICTURES[index + 1], alt: '' }),
          )),
      ),
    ]
  }

  me(t) {
    const drawn = (paths, text, tone) =>
      h('div', { class: 'row', 'aria-disabled': 'true' }, h('span', { class: `row-sign ${tone}` }, icon(paths, 20)), h('span', { class: 'row-text', text }), icon(CHEVRON, 18))
    return [
      h('div', { class: 'news-me' },
        h('div', { class: 'news-card' }, h('span', { class: 'face face-me', 'aria-hidden': 'true' }), h('div', {}, h('h2', { text: t.person }), h('p', { text: t.bio }))),
        h('div', { class: 'rows' }, drawn(BOOKMARK, t.saved, 'tone-amber'), drawn(INBOX, t.history, 'tone-blue')),
        h('div', { class: 'rows' },
          h('button', { class: 'row', 'data-testid': 'row-settings', on: { click: () => this.phone.show('settings') } },
            h('span', { class: 'row-sign tone-grey' }, icon(GEAR, 20)),
            h('span', { class: 'row-text', text: t.settings }),
            icon(CHEVRON, 18),
          ),
        ),
      ),
    ]
  }
}
