// A titled card around one thing to look at.
Component({
  properties: {
    heading: String,
    note: String,
  },
})
