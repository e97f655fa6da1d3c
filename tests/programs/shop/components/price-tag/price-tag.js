// A price in two sizes, with the former price and room for a suffix (slot).
Component({
  properties: {
    value: { type: Number, value: 0 },
    was: { type: Number, value: 0 },
    large: Boolean,
  },
})
