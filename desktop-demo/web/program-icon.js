// A program's icon: its picture, or its name's first letter on a colour of its own.

import { h } from './dom.js'

/**
 * @param {{ program: string, name: string, icon: string }} program
 * @param {number} size
 */
export function programIcon({ program, name, icon }, size) {
  const style = { width: `${size}px`, height: `${size}px` }
  if (icon) return h('img', { class: 'program-icon', src: icon, alt: '', style })
  const hue = [...program].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7)
  const letter = [...(name || program)][0] ?? '?'
  return h('span', {
    class: 'program-icon program-letter',
    'aria-hidden': 'true',
    text: letter.toUpperCase(),
    style: { ...style, 'font-size': `${size / 2}px`, background: `hsl(${hue} 55% 48%)` },
  })
}
