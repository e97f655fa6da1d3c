// Light or dark, for what a style sheet cannot reach: pictures drawn by script and the colours of controls.

// Calls back now and whenever the system changes; answers with what ends that.
function watch(callback) {
  const changed = ({ theme }) => callback(theme === 'dark')
  changed({ theme: wx.getSystemInfoSync().theme })
  wx.onThemeChange(changed)
  return () => wx.offThemeChange(changed)
}

module.exports = { watch }
