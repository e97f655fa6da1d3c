// A picture, a heading, a sentence and, if `action` is given, a button that reports `act`.
Component({
  properties: {
    picture: String,
    heading: String,
    note: String,
    action: { type: String, value: '' },
  },
  methods: {
    onAction() {
      this.triggerEvent('act')
    },
  },
})
