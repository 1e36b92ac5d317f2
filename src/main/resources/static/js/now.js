// The page of now follows what happens: the server sends the board whenever it has changed, and the clocks in it count on
// by themselves. Changes are said once, in words; a second that passes is none.
(() => {
  'use strict';

  const board = document.getElementById('board');
  const said = document.getElementById('said');
  const unfollowed = document.getElementById('unfollowed');
  const signedOut = document.getElementById('signed-out');
  const SILENCE = 40000;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 30000;

  let feed;
  let wait = FIRST_WAIT;
  let shownAt = performance.now();
  let heardAt = performance.now();

  const clock = (seconds) => {
    const two = (number) => String(number).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  };

  const tick = () => {
    const passed = Math.floor((performance.now() - shownAt) / 1000);
    for (const time of board.querySelectorAll('time[data-seconds]')) {
      time.textContent = clock(Number(time.dataset.seconds) + passed);
    }
  };

  const sentences = () => [...board.querySelectorAll('[data-said]')].map((each) => each.dataset.said);

  // Whoever is in the middle of something there stays where they are.
  const show = (html) => {
    const before = new Set(sentences());
    const focused = document.activeElement && board.contains(document.activeElement) ? document.activeElement.id : '';
    const open = [...board.querySelectorAll('details[open]')].map((each) => each.id);
    board.innerHTML = html;
    shownAt = performance.now();
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focused) (document.getElementById(focused) || document.getElementById('main')).focus({ preventScroll: true });
    const news = sentences().filter((sentence) => !before.has(sentence));
    if (news.length) said.textContent = news.join('. ');
  };

  const hear = () => {
    heardAt = performance.now();
    wait = FIRST_WAIT;
    unfollowed.hidden = true;
  };

  const follow = () => {
    feed = new EventSource(board.dataset.feed);
    feed.addEventListener('board', (event) => {
      hear();
      show(event.data);
    });
    feed.addEventListener('beat', hear);
    feed.addEventListener('over', () => {
      feed.close();
      clearInterval(ticking);
      unfollowed.hidden = true;
      signedOut.hidden = false;
    });
    feed.addEventListener('error', () => {
      unfollowed.hidden = false;
      if (feed.readyState === EventSource.CLOSED) followAgain();
    });
  };

  // A browser tries again by itself when a connection breaks, and not when it was answered by something else.
  const followAgain = () => {
    setTimeout(follow, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };

  const ticking = setInterval(() => {
    tick();
    if (performance.now() - heardAt > SILENCE) unfollowed.hidden = false;
  }, 1000);
  follow();
  board.classList.add('followed');
})();
