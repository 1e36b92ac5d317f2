// Leaves the page without leaving it in the list that the back button goes through. Without a script its links still
// work, as links do.
(() => {
  'use strict';

  const replaces = (link, leaves) => link.addEventListener('click', (event) => {
    event.preventDefault();
    if (leaves) {
      document.title = '';
      document.body.replaceChildren();
    }
    location.replace(link.href);
  });

  for (const link of document.querySelectorAll('[data-replaces]')) replaces(link, false);
  const exit = document.querySelector('[data-leaves]');
  replaces(exit, true);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') exit.click();
  });
})();
