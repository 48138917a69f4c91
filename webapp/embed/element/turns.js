// Panels of one page share a cookie jar: one of them signs in for all, the others wait for it.
let leader = null;
const waiting = new Set();

// Whose turn is it? Who may not lead is called as soon as the leader is in, or has given up.
function takeTurn(visit) {
  if (leader && leader !== visit) waiting.add(visit);
  else leader = visit;
  return leader === visit;
}

function endTurn(visit, isSignedIn) {
  waiting.delete(visit);
  if (leader !== visit) return;
  leader = null;
  const next = [...waiting];
  waiting.clear();
  for (const other of next) {
    if (isSignedIn) other.open();
    else other.start();
  }
}
