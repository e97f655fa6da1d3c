// A string doubled until memory is gone; the program catches errors and goes on.
Page({
  data: { count: 0 },
  onTrigger() {
    this.hoard = []
    for (;;) {
      try {
        let text = 'x'
        for (let doubling = 0; doubling < 26; doubling++) {
          text += text
        }
        this.hoard.push(text.split('').join('-'))
      } catch (error) {
        this.hoard.push(error)
      }
    }
  },
})
