const { texts } = require('../../texts.js')
const items = require('../../items.js')

Page({
  data: {
    t: {},
    items: [],
    draft: '',
    filter: 'all',
    filters: ['all', 'open', 'done']
  },

  onLoad() {
    const t = texts()
    tt.setNavigationBarTitle({ title: t.title })
    this.setData({ t, items: items.load() })
  },

  onDraft(event) {
    this.setData({ draft: event.detail.value })
  },

  onAdd() {
    const text = this.data.draft.trim()
    if (!text) {
      tt.showToast({ title: this.data.t.emptyDraft, icon: 'none' })
      return
    }
    this.keep(items.add(this.data.items, text))
    this.setData({ draft: '', filter: this.data.filter === 'done' ? 'all' : this.data.filter })
  },

  onToggle(event) {
    this.keep(items.toggle(this.data.items, event.currentTarget.dataset.id))
  },

  onRemove(event) {
    this.keep(items.remove(this.data.items, event.currentTarget.dataset.id))
  },

  onFilter(event) {
    this.setData({ filter: event.currentTarget.dataset.filter })
  },

  onClearDone() {
    const t = this.data.t
    tt.showModal({
      title: t.clearDone,
      content: t.clearAsk,
      confirmText: t.clearYes,
      cancelText: t.clearNo,
      success: (answer) => {
        if (answer.confirm) {
          this.keep(items.withoutDone(this.data.items))
        }
      }
    })
  },

  // Shows a list and keeps it for the next time.
  keep(list) {
    items.save(list)
    this.setData({ items: list })
  }
})
