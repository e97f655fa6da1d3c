// The short-video app's own screens: a feed of drawn scenes, and "Me". Scenery; nothing here knows the core.

import { h, icon } from './dom.js'
import { COMMENT, GEAR, HEART, NOTE, SHARE, STAR } from './icons.js'

const SCENES = ['/art/night.svg', '/art/wave.svg', '/art/noodles.svg']

export class HomeVideo {
  /** @param {import('./phone.js').Phone} phone */
  constructor(phone) {
    this.phone = phone
    this.tab = 'home'
    this.content = h('div', { class: 'video-content' })
    this.bar = h('nav', { class: 'video-bar' })
    this.element = h('section', { class: 'screen video' }, this.content, this.bar)
  }

  get status() {
    return 'dark'
  }

  update() {
    const { words: t } = this.phone
    const scrolled = this.content.querySelector('.feed')?.scrollTop ?? 0
    this.content.replaceChildren(...(this.tab === 'home' ? this.feed(t) : this.me(t)))
    this.content.querySelector('.feed')?.scrollTo({ top: scrolled, behavior: 'instant' })
    const tab = (name, text) =>
      h('button', { class: 'video-tab', 'aria-current': this.tab === name ? 'page' : null, text, 'data-testid': `tab-${name}`, on: { click: () => this.choose(name) } })
    const drawn = (text) => h('span', { class: 'video-tab', 'aria-disabled': 'true', text })
    this.bar.replaceChildren(tab('home', t.home), drawn(t.friends), h('span', { class: 'video-plus', 'aria-hidden': 'true', text: '+' }), drawn(t.inbox), tab('me', t.me))
  }

  choose(tab) {
    this.tab = tab
    this.update()
    this.phone.statusChanged()
  }

  feed(t) {
    const count = (paths, text, label) => h('div', { class: 'count', 'aria-label': `${label} ${text}` }, icon(paths, 34), h('span', { text }))
    return [
      h('div', { class: 'feed', tabindex: '0', 'aria-label': t.forYou },
        ...t.feed.map((post, index) =>
          h('article', { class: 'post' },
            h('img', { class: 'post-scene', src: SCENES[index], alt: '' }),
            h('div', { class: 'post-shade' }),
            h('div', { class: 'counts' },
              h('span', { class: `face face-${index}`, 'aria-hidden': 'true' }),
              count(HEART, post.likes, t.likes),
              count(COMMENT, post.comments, t.comments),
              count(STAR, post.saves, t.save),
              count(SHARE, post.shares, t.share),
            ),
            h('div', { class: 'post-words' },
              h('strong', { text: post.user }),
              h('p', { text: post.words }),
              h('p', { class: 'sound' }, icon(NOTE, 14), h('span', { text: post.sound })),
            ),
          )),
      ),
      h('div', { class: 'feed-tabs' }, h('span', { text: t.following }), h('span', { class: 'feed-tab-on', text: t.forYou })),
    ]
  }

  me(t) {
    const stat = (number, text) => h('div', { class: 'stat' }, h('strong', { text: number }), h('span', { text }))
    return [
      h('div', { class: 'me' },
        h('div', { class: 'me-cover' }),
        h('button', { class: 'me-settings', 'aria-label': t.settings, 'data-testid': 'row-settings', on: { click: () => this.phone.show('settings') } }, icon(GEAR, 22)),
        h('div', { class: 'me-card' },
          h('span', { class: 'face face-me', 'aria-hidden': 'true' }),
          h('h2', { text: t.person }),
          h('p', { class: 'me-bio', text: t.bio }),
          h('div', { class: 'stats' }, stat('86', t.following), stat('1,204', t.followers), stat('9,310', t.likes)),
          h('div', { class: 'me-edit', 'aria-disabled': 'true', text: t.editProfile }),
          h('p', { class: 'me-works', text: `${t.works} 3` }),
          h('div', { class: 'me-grid' }, ...SCENES.map((scene) => h('img', { src: scene, alt: '' }))),
        ),
      ),
    ]
  }
}
