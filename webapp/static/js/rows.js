// Puts a list's fresh rows among those that are there: none is lost, doubled, or drawn without need.
(() => {
  'use strict';
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
  const key = (row) => row.querySelector('a')?.getAttribute('href') ?? row.querySelector('time')?.dateTime;
  const rowsOf = (list) => [...list.children].filter((row) => !row.matches('.feed__more'));
  const topOf = (row) => row.getBoundingClientRect().top;

  // A row that is new is there at once; those below it slide to where they now are.
  function slide(before) {
    for (const [row, top] of before) {
      const moved = top - topOf(row);
      if (moved) row.animate({ translate: [`0 ${moved}px`, '0 0'] }, { duration: 250, easing: 'ease-out' });
    }
  }

  function appear(row) {
    row.classList.add('is-new');
    row.addEventListener('animationend', () => row.classList.remove('is-new'), { once: true });
  }

  function put(list, row, mine, last) {
    if (mine?.isEqualNode(row) || mine?.contains(document.activeElement)) return mine;
    if (mine) mine.replaceWith(row);
    else if (last) last.after(row);
    else list.prepend(row);
    if (!mine) appear(row);
    return row;
  }

  // What was scrolled in behind the list's first page stays behind it.
  function merge(list, fresh) {
    const known = new Map(rowsOf(list).map((row) => [key(row), row]));
    const wanted = new Set(fresh.map(key));
    let last;
    for (const row of fresh) last = put(list, row, known.get(key(row)), last);
    for (const row of rowsOf(list)) {
      if (row === last) break;
      if (!wanted.has(key(row))) row.remove();
    }
  }

  document.addEventListener('rows-fresh', ({ target: list, detail: theirs }) => {
    const [fresh, ours] = [rowsOf(theirs), new Set(rowsOf(list).map(key))];
    const seen = rowsOf(list).filter((row) => topOf(row) < innerHeight).slice(0, 30);
    const before = isCalm.matches || scrollY > 0 ? [] : seen.map((row) => [row, topOf(row)]);
    if (fresh.some((row) => row.querySelector('a') && ours.has(key(row)))) merge(list, fresh);
    else { list.replaceChildren(...theirs.childNodes); htmx.process(list); } // too many came to go on from
    slide(before.filter(([row]) => row.isConnected));
  });
})();
