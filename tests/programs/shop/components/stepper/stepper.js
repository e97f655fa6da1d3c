// Minus, a number, plus. Reports `change` with { value }; the owner decides and passes the value back.
Component({
  properties: {
    value: { type: Number, value: 1 },
    min: { type: Number, value: 1 },
    max: { type: Number, value: 99 },
  },
  methods: {
    onMinus() {
      this.report(this.data.value - 1)
    },
    onPlus() {
      this.report(this.data.value + 1)
    },
    report(value) {
      if (value >= this.data.min && value <= this.data.max) {
        this.triggerEvent('change', { value })
      }
    },
  },
})
