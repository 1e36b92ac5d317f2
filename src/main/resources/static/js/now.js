// The wallboard follows what happens: the server sends the board whenever it has changed, and the clocks in it count on
// by themselves. Changes are said once, in words; a second that passes is none. A tab that nobody sees does not follow.
(() => {
  'use strict';

  const board = document.getElementById('board');
  const said = document.getElementById('said');
  const unfollowed = document.getElementById('unfollowed');
  const signedOut = document.getElementById('signed-out');
  const SILENCE = 40000;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 30000;

  // Of the tabs that show the same: of this session, in this language.
  const channel = new BroadcastChannel(board.dataset.name);

  let feed = null;
  let waiting;
  let isFollowing = false;
  let isOver = false;
  let leaving = () => {};
  let shown = null;
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
  const show = (html, age) => {
    shown = html;
    const before = new Set(sentences());
    const focused = document.activeElement && board.contains(document.activeElement) ? document.activeElement.id : '';
    const open = [...board.querySelectorAll('details[open]')].map((each) => each.id);
    board.innerHTML = html;
    shownAt = performance.now() - age;
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focused) (document.getElementById(focused) || document.getElementById('main')).focus({ preventScroll: true });
    const news = sentences().filter((sentence) => !before.has(sentence));
    if (news.length) said.textContent = news.join('. ');
  };

  // What the feed says, to each tab that follows.
  const take = (message) => {
    if (message.kind === 'lost') {
      unfollowed.hidden = false;
      return;
    }
    heardAt = performance.now();
    unfollowed.hidden = true;
    if (message.kind === 'board') {
      show(message.html, message.age);
    } else if (message.kind === 'over') {
      leave();
      clearInterval(ticking);
      isOver = true;
      signedOut.hidden = false;
    }
  };

  const tell = (message) => {
    take(message);
    channel.postMessage(message);
  };

  channel.addEventListener('message', ({ data }) => {
    if (isOver || !isFollowing) return;
    if (data.kind !== 'join') {
      take(data);
    } else if (feed && shown !== null) {
      channel.postMessage({ kind: 'board', html: shown, age: performance.now() - shownAt });
    }
  });

  const follow = () => {
    feed = new EventSource(board.dataset.feed);
    feed.addEventListener('board', (event) => {
      wait = FIRST_WAIT;
      tell({ kind: 'board', html: event.data, age: 0 });
    });
    feed.addEventListener('beat', () => tell({ kind: 'beat' }));
    feed.addEventListener('over', () => tell({ kind: 'over' }));
    feed.addEventListener('error', () => {
      tell({ kind: 'lost' });
      // A browser tries again by itself when a connection breaks, and not when it was answered by something else.
      if (feed && feed.readyState === EventSource.CLOSED) {
        waiting = setTimeout(follow, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    });
  };

  // Of all tabs of this browser that can be seen, the one that has the lock follows the feed, and tells the others: a
  // browser opens six connections to a host, which seven feeds would fill. Where there are no locks, without https,
  // each follows by itself.
  const join = () => {
    isFollowing = true;
    heardAt = performance.now();
    if (!navigator.locks) {
      follow();
      return;
    }
    const turn = new AbortController();
    leaving = () => turn.abort();
    navigator.locks.request(board.dataset.name, { signal: turn.signal }, () => new Promise((done) => {
      leaving = done;
      follow();
    })).catch(() => {});
    channel.postMessage({ kind: 'join' });
  };

  const leave = () => {
    isFollowing = false;
    clearTimeout(waiting);
    if (feed) feed.close();
    feed = null;
    leaving();
  };

  document.addEventListener('visibilitychange', () => {
    if (isOver) return;
    if (document.visibilityState === 'hidden') {
      if (isFollowing) leave();
    } else if (!isFollowing) {
      join();
    }
  });

  const ticking = setInterval(() => {
    tick();
    if (isFollowing && performance.now() - heardAt > SILENCE) unfollowed.hidden = false;
  }, 1000);
  if (document.visibilityState !== 'hidden') join();
  board.classList.add('followed');
})();
