// A text field that is edited natively: the browser's own input over the layer, which the core leaves empty.

import { h, setStyle } from './dom.js'

const INPUT_MODES = { text: 'text', number: 'numeric', decimal: 'decimal', id_card: 'text', phone: 'tel', nickname: 'text' }
const ENTER_HINTS = { done: 'done', send: 'send', search: 'search', next: 'next', go: 'go', return: 'enter' }

export class Field {
  /**
   * @param {number} layer
   * @param {any} spec
   * @param {(message: object) => void} send
   */
  constructor(layer, spec, send) {
    this.layer = layer
    this.send = send
    this.valueVersion = null
    this.wantsFocus = false
    this.reportedHeight = null
    this.element = h(spec.multiline ? 'textarea' : 'input', { class: 'field', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' })
    this.element.addEventListener('input', (event) => {
      // While a word is being composed its letters are not text yet.
      if (!event.isComposing) this.typed()
    })
    this.element.addEventListener('compositionend', () => this.typed())
    this.element.addEventListener('focus', () => this.report('focus'))
    this.element.addEventListener('blur', () => this.report('blur'))
    this.element.addEventListener('keydown', (event) => this.key(event))
  }

  update(spec) {
    this.spec = spec
    const { element } = this
    if (element.tagName === 'INPUT') element.type = spec.password ? 'password' : 'text'
    element.inputMode = INPUT_MODES[spec.keyboard] ?? 'text'
    element.enterKeyHint = ENTER_HINTS[spec.confirm] ?? 'done'
    element.placeholder = spec.placeholder
    element.disabled = spec.disabled
    if (spec.max_length >= 0) element.maxLength = spec.max_length
    else element.removeAttribute('maxlength')
    setStyle(element, {
      color: spec.colour,
      '--placeholder': spec.placeholder_colour,
      'font-family': [...spec.font.families.map(quoted), 'var(--fonts)'].join(', '),
      'font-size': `${spec.font.size}px`,
      'font-weight': spec.font.weight,
      'font-style': spec.font.italic ? 'italic' : 'normal',
      'letter-spacing': `${spec.font.letter_spacing}px`,
      'line-height': spec.multiline ? `${spec.line_height}px` : 'normal',
      'text-align': spec.align,
    })
    if (spec.value_version !== this.valueVersion) {
      this.valueVersion = spec.value_version
      if (element.value !== spec.value) element.value = spec.value
    }
    if (spec.focus && !this.wantsFocus) element.focus({ preventScroll: true })
    if (!spec.focus && this.wantsFocus) element.blur()
    this.wantsFocus = spec.focus
    if (spec.auto_height) requestAnimationFrame(() => this.reportHeight())
  }

  typed() {
    this.send({ type: 'input', layer: this.layer, value: this.element.value, cursor: this.element.selectionStart ?? this.element.value.length })
    if (this.spec.auto_height) this.reportHeight()
  }

  key(event) {
    if (event.key !== 'Enter' || event.isComposing) return
    if (this.spec.multiline && this.spec.confirm === 'return') return
    event.preventDefault()
    this.report('confirm')
    if (!this.spec.confirm_hold && !this.spec.multiline) this.element.blur()
  }

  reportHeight() {
    const { style } = this.element
    const before = style.height
    style.height = '0'
    const height = this.element.scrollHeight
    style.height = before
    if (height === this.reportedHeight || height === 0) return
    this.reportedHeight = height
    this.send({ type: 'field_height', layer: this.layer, height, lines: Math.max(1, Math.round(height / this.spec.line_height)) })
  }

  report(type) {
    this.send({ type, layer: this.layer, value: this.element.value })
  }
}

const GENERIC = new Set(['serif', 'sans-serif', 'monospace', 'system-ui', 'cursive', 'fantasy'])
const quoted = (family) => (GENERIC.has(family) ? family : `"${family.replaceAll('"', '')}"`)
