// Articles of one channel; `all` takes every one, the top article first.
function of(articles, channel) {
  var list = []
  for (var i = 0; i < articles.length; i++) {
    if (channel === 'all' || articles[i].channel === channel) {
      list.push(articles[i])
    }
  }
  return list
}

function minutes(text, article) {
  return text ? text.replace('{n}', article.minutes) : ''
}

module.exports = { of: of, minutes: minutes }
