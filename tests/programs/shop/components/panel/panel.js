// A card with a heading; the slot `more` sits at the heading's right end.
Component({
  options: { multipleSlots: true },
  properties: { heading: String },
})
