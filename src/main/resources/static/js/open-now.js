// Says which numbers are open now, those first. The page is the same for all and may be kept by caches, so it has the
// hours of a fortnight, and what is open is judged by them here, each minute. Without a script the hours are read.
(() => {
  'use strict';

  const hours = document.getElementById('hours');
  const [from, until] = hours.dataset.known.split('/').map(Date.parse);
  const numbers = [...hours.querySelectorAll('[data-open]')].map((row) => ({
    row,
    says: row.querySelector('.open-now'),
    spans: row.dataset.open.split(' ').filter(Boolean).map((span) => span.split('/').map(Date.parse)),
  }));

  const clock = new Intl.DateTimeFormat('lv', { timeZone: 'Europe/Riga', hour: '2-digit', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: 'Europe/Riga', weekday: 'long' });
  const day = new Intl.DateTimeFormat('lv', { timeZone: 'Europe/Riga', dateStyle: 'short' });
  const told = (time, now) =>
    (day.format(time) === day.format(now) ? '' : weekday.format(time) + ', ') + clock.format(time);

  const isOpen = ({ spans }, now) => spans.some(([start, end]) => start <= now && now < end);
  const opens = ({ spans }, now) => Math.min(...spans.map(([start]) => start).filter((start) => start > now));

  const words = (number, now) => {
    const span = number.spans.find(([start, end]) => start <= now && now < end);
    if (span) return span[1] < until ? hours.dataset.openUntil.replace('TIME', told(span[1], now)) : hours.dataset.open;
    const next = opens(number, now);
    return Number.isFinite(next) ? hours.dataset.opens.replace('TIME', told(next, now)) : '';
  };

  // A clock that is far from the server's knows nothing of what is open.
  const isKnown = (now) => from <= now && now < until;

  const say = () => {
    const now = Date.now();
    for (const number of numbers) {
      const text = isKnown(now) ? words(number, now) : '';
      if (number.says.textContent !== text) number.says.textContent = text;
      number.says.hidden = !text;
      number.says.classList.toggle('good', isOpen(number, now));
    }
  };

  // Where somebody reads already, nothing changes its place any more.
  const sort = () => {
    const now = Date.now();
    if (!isKnown(now)) return;
    const rank = (number) => isOpen(number, now) ? 0 : opens(number, now);
    const sorted = [...numbers].sort((one, other) => rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0);
    for (const { row } of sorted) row.parentElement.append(row);
    for (const region of new Set(sorted.map(({ row }) => row.closest('.region')))) hours.append(region);
  };

  sort();
  say();
  setInterval(say, 60000);
  window.addEventListener('pageshow', say);
})();
