// Panels of one page share a cookie jar: one of them signs in for all, the others wait for it.
let leader = null;
const waiting = new Set();

// Whose turn is it? Who may not lead is called as soon as the leader is in, or has given up.
function takeTurn(visit) {
  leader ||= visit;
  waiting.add(visit);
  if (leader === visit) waiting.delete(visit);
  return leader === visit;
}

// Who has failed waits for a sign-in: to try again for each other's failure would be a circle.
function endTurn(visit, isSignedIn) {
  waiting.delete(visit);
  if (leader !== visit) return;
  leader = null;
  for (const other of [...waiting]) {
    if (!isSignedIn && other.state === 'failed') continue;
    waiting.delete(other);
    if (isSignedIn) other.open();
    else other.start();
  }
}
