const { t } = require('../../utils/texts.js')

const HTML = t(
  `<h3>一壶好茶</h3>
<p>水要<strong>刚刚沸</strong>，茶要<em>一撮</em>，等<u>两分钟</u>。别用 <code>100°C</code> 泡绿茶，<span style="color:#2563eb">八十度</span>正好。</p>
<ul><li>温壶，倒掉</li><li>放茶，注水</li><li>等，再等一等</li></ul>
<blockquote>茶凉了，就再续上吧。</blockquote>
<p style="text-align:center"><img src="/images/landscape.svg" style="width:100%;border-radius:8px" /></p>`,
  `<h3>A good pot of tea</h3>
<p>The water <strong>just off the boil</strong>, <em>a pinch</em> of leaves, <u>two minutes</u>. Never <code>100°C</code> for green tea: <span style="color:#2563eb">eighty degrees</span> will do.</p>
<ul><li>Warm the pot and empty it</li><li>Leaves first, then water</li><li>Wait, and wait a little more</li></ul>
<blockquote>When the tea is cold, pour again.</blockquote>
<p style="text-align:center"><img src="/images/landscape.svg" style="width:100%;border-radius:8px" /></p>`,
)

const text = (value) => ({ type: 'text', text: value })
const node = (name, style, ...children) => ({ name, attrs: { style }, children })

Page({
  data: {
    words: {
      html: t('一段 HTML', 'A piece of HTML'),
      nodes: t('节点列表', 'A list of nodes'),
      spaces: t('连续空格', 'Runs of blanks'),
      left: t('被忽略的：脚本、事件、不认识的标签', 'Left out: scripts, events, unknown tags'),
    },
    html: HTML,
    nodes: [
      node('div', 'display:flex;gap:12px', ...['#2563eb', '#0d9488', '#e2583e'].map((color, n) => node('div', `flex:1;line-height:48px;text-align:center;border-radius:8px;color:#fff;background:${color}`, text(String(n + 1))))),
    ],
    unsafe: t('<p onclick="x()">只有<b>文字</b>留下<script>alert(1)</script>。</p>', '<p onclick="x()">Only the <b>words</b> are left<script>alert(1)</script>.</p>'),
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('富文本', 'Rich text') })
  },
})
