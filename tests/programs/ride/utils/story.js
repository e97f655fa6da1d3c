// The article as data: blocks in order, text as runs of one look each.
const { t } = require('./texts.js')

// A plain run, or one with a look: `b` strong, `i` emphasis, `code`, `mark`.
const run = (text, look = '') => ({ text, look })

module.exports = {
  kicker: t('路书 · 第 27 期', 'Route notes · No. 27'),
  headline: t('日出之前，绕湖一圈：四十二公里长堤骑行记', 'Round the lake before sunrise: forty-two kilometres of causeway'),
  standfirst: t(
    '清晨五点，湖面还没有醒。我们沿着旧堤出发，带着两个水壶、一张手绘地图，还有一只总比我们快的苍鹭。',
    'At five in the morning the lake is still asleep. We set out along the old dyke with two bottles, a map drawn by hand, and a heron that was always faster.',
  ),
  author: t('林未', 'Lin Wei'),
  initials: t('林', 'LW'),
  role: t('文、图 · 长堤俱乐部', 'Words and pictures · Causeway Club'),
  when: t('10月12日 · 阅读 6 分钟', '12 Oct · 6 min read'),
  hero: { picture: 'dyke', caption: t('五点四十分，旧堤东段。路面是 1987 年铺的石板。', 'Twenty to six on the eastern dyke. The slabs were laid in 1987.') },
  first: t('堤', 'T'),
  opening: [
    run(t('上没有灯。前车的尾灯是唯一的红点，一明一灭，像呼吸。', 'here are no lamps on the dyke. The tail light ahead is the only red dot, on and off, like breathing. ')),
    run(t('骑行的前十公里', 'For the first ten kilometres'), 'b'),
    run(t('几乎没有坡，适合让身体慢慢热起来；风从右边来，', ' there is hardly a slope, and the body warms up by itself; the wind comes from the right, ')),
    run(t('带着水草的味道', 'smelling of reeds'), 'i'),
    run(t('。', '.')),
  ],
  heron: {
    picture: 'heron',
    caption: t('三号闸口的苍鹭', 'The heron at sluice 3'),
    text: [
      run(t('三号闸口有一只苍鹭。', 'At sluice 3 there is a heron. ')),
      run(t('守闸人老周说它在这里住了六年，每天等第一班 ferry 开走才下水。', 'Old Zhou, who keeps the gates, says it has lived here for six years and waits for the first 渡船 to leave before it wades in. ')),
      run(t('我们停下来吃了一块 ', 'We stopped for a piece of ')),
      run(t('oat flapjack', '桂花糕'), 'mark'),
      run(t('，它就在二十米外看着，等我们重新踩上踏板，它已经飞到了下一个闸口。', ', and it watched from twenty metres away. By the time we were back on the pedals it had flown to the next gate.')),
    ],
  },
  quote: t('「快不是本事，知道在哪里停下来才是。」', 'Going fast is nothing. Knowing where to stop is the art.'),
  quoted: t('老周，守闸人', 'Old Zhou, keeper of the gates'),
  listTitle: t('带什么', 'What to bring'),
  list: [
    [run(t('前后车灯，', 'Lights, front and rear: ')), run(t('日出前至少 400 流明', '400 lumens or more before sunrise'), 'b')],
    [run(t('两只水壶。中段 18 公里没有补给。', 'Two bottles. The middle 18 km have no tap.'))],
    [run(t('胎压打到 ', 'Tyres at ')), run('5.5 bar / 80 psi', 'code'), run(t('，石板路上别太硬', '; the slabs punish anything harder'))],
  ],
  stepsTitle: t('怎么走', 'The way'),
  steps: [
    [run(t('东门出发，沿水闸编号 1 → 9 逆时针。', 'From the East Gate counter-clockwise, sluices 1 → 9.'))],
    [run(t('过了九号闸右转上桥，导航里搜 ', 'Right over the bridge after sluice 9; the file is ')), run('causeway-42.gpx', 'code'), run(t('。', '.'))],
    [run(t('西岸 6 公里碎石路，', 'Six kilometres of gravel on the west bank: ')), run(t('28c 以上的胎', 'tyres of 28c and up'), 'b'), run(t('。', '.'))],
  ],
  map: { picture: 'map', caption: t('红色：环湖主线。绿色：赶时间的人走的中堤。', 'Red: the full loop. Green: the middle dyke, for those in a hurry.') },
  facts: [
    { name: t('距离', 'Distance'), value: '42.3', unit: 'km' },
    { name: t('爬升', 'Climb'), value: '86', unit: 'm' },
    { name: t('用时', 'Time'), value: '2:10', unit: 'h' },
  ],
  relatedTitle: t('接着读', 'Read on'),
  related: [
    { id: 'night', title: t('夜骑的规矩：灯、铃、还有礼貌', 'Night riding: lights, bells and manners'), note: t('8 分钟', '8 min') },
    { id: 'rain', title: t('下雨天，骑还是不骑', 'To ride or not to ride in the rain'), note: t('5 分钟', '5 min') },
    { id: 'chain', title: t('一条链条的一生，以及怎样让它更长', 'The life of a chain, and how to lengthen it'), note: t('11 分钟', '11 min') },
  ],
}
