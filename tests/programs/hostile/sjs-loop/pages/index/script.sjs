// Called by the template once `spin` is true.
function turn(spin) {
  var turns = 0
  while (spin) {
    turns = turns + 1
  }
  return turns
}

module.exports = { turn: turn }
