// The server's two answers as promises. `list` is [{ id, channel, title, source, minutes, picture, top }],
// an article has these and `paragraphs`. Pictures come with absolute addresses.
import texts from './texts.js'

function get(path) {
  const { server } = getApp().globalData
  return new Promise((resolve, reject) => {
    tt.request({
      url: `${server}/news/${path}`,
      dataType: 'json',
      success: ({ statusCode, data }) => {
        if (statusCode === 200 && data) {
          resolve(data)
        } else {
          reject(new Error(`status ${statusCode}`))
        }
      },
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}

const withPicture = (article) => ({
  ...article,
  picture: `${getApp().globalData.server}/news/pictures/${article.picture}`,
})

export async function list() {
  const { articles } = await get(`list.${texts().language}.json`)
  return articles.map(withPicture)
}

export async function article(id) {
  return withPicture(await get(`article/${id}.${texts().language}.json`))
}
