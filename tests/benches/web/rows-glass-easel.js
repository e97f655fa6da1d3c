// The mini program's page as a glass-easel component on its DOM backend.

const templates = TEMPLATE

const page = new glassEasel.ComponentSpace().defineComponent({
  template: { content: templates.rows },
  data: { buttons: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'], measured: '', rows: [], selected: 0 },
  methods: { run() {}, select() {}, remove() {} }
})
const backend = new glassEasel.CurrentWindowBackendContext()
const root = glassEasel.Component.createWithContext('page', page.general(), backend)
const placeholder = document.createElement('span')
document.body.appendChild(placeholder)
glassEasel.Element.replaceDocumentElement(root, document.body, placeholder)

window.side = {}
for (const name of Object.keys(window.rows.OPERATIONS)) {
  window.side[name] = (count) => window.rows.OPERATIONS[name](root, count)
}
