// Passkeys, and what makes the pages quicker. Everything but passkeys works without.
(() => {
  'use strict';

  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, '+').replace(/_/g, '/').padEnd(Math.ceil(text.length / 4) * 4, '=')), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

  class ProveAgain extends Error {}

  async function post(address, body, token) {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    if (token) headers['X-CSRF-TOKEN'] = token;
    const answer = await fetch(address, { method: 'POST', headers, body, credentials: 'same-origin', redirect: 'manual' });
    if (answer.type === 'opaqueredirect') throw new ProveAgain();
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  const descriptors = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  async function make(button) {
    const { options, finish, token } = button.dataset;
    const wanted = await post(options, null, token);
    const made = await navigator.credentials.create({ publicKey: {
      ...wanted,
      challenge: bytes(wanted.challenge),
      user: { ...wanted.user, id: bytes(wanted.user.id) },
      excludeCredentials: descriptors(wanted.excludeCredentials),
    } });
    const label = document.getElementById(button.dataset.label)?.value || '';
    return post(finish + '?label=' + encodeURIComponent(label), JSON.stringify({
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response: {
        attestationObject: text(made.response.attestationObject),
        clientDataJSON: text(made.response.clientDataJSON),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
      clientExtensionResults: made.getClientExtensionResults(),
      authenticatorAttachment: made.authenticatorAttachment,
    }), token);
  }

  async function use(button) {
    const { options, finish, token, to } = button.dataset;
    const wanted = await post(options, null, token);
    const used = await navigator.credentials.get({ publicKey: {
      ...wanted,
      challenge: bytes(wanted.challenge),
      allowCredentials: descriptors(wanted.allowCredentials),
    } });
    return post(finish + '?to=' + encodeURIComponent(to || '/'), JSON.stringify({
      id: used.id,
      rawId: text(used.rawId),
      type: used.type,
      response: {
        authenticatorData: text(used.response.authenticatorData),
        clientDataJSON: text(used.response.clientDataJSON),
        signature: text(used.response.signature),
        userHandle: used.response.userHandle ? text(used.response.userHandle) : undefined,
      },
      clientExtensionResults: used.getClientExtensionResults(),
      authenticatorAttachment: used.authenticatorAttachment,
    }), token);
  }

  for (const button of document.querySelectorAll('[data-passkey]')) {
    const failed = document.getElementById(button.dataset.failed);
    if (!window.PublicKeyCredential) {
      button.disabled = true;
      continue;
    }
    button.addEventListener('click', async () => {
      failed.hidden = true;
      button.disabled = true;
      try {
        const { to } = await (button.dataset.passkey === 'make' ? make(button) : use(button));
        location.assign(to);
      } catch (reason) {
        if (reason instanceof ProveAgain) {
          location.assign('/confirm?to=' + encodeURIComponent(button.dataset.to || location.pathname));
          return;
        }
        failed.hidden = false;
        failed.focus();
      } finally {
        button.disabled = false;
      }
    });
  }

  // Whoever sent a form that is refused begins with what is wrong in it.
  document.querySelector('.error-summary')?.focus();

  // The sheet at the side of the roster; without a script, or when something goes wrong, it is a page of its own.
  const sheet = document.getElementById('sheet');
  if (sheet && window.htmx) {
    // Where it opens from stays in sight, and Back closes it.
    const show = async (address, from) => {
      try {
        await htmx.ajax('GET', address, { target: '#sheet-body', swap: 'innerHTML' });
      } catch (failed) {
        location.assign(address);
        return;
      }
      if (!sheet.open) {
        sheet.showModal();
        const cell = from?.closest('td, th')?.getBoundingClientRect();
        sheet.classList.toggle('left', cell !== undefined && cell.right > window.innerWidth - sheet.offsetWidth);
        history.pushState({ sheet: true }, '');
      }
      sheet.scrollTop = 0;
      sheet.querySelector('.sheet-title')?.focus();
    };
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[data-sheet][href], a[data-replaces]');
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // A page that follows takes the sheet's place in the history: Back leads to the roster without it.
      if (link.matches('[data-replaces]')) location.replace(link.href);
      else show(link.getAttribute('href'), link);
    });
    document.addEventListener('submit', (event) => {
      if (!event.target.matches('form[data-sheet]')) return;
      event.preventDefault();
      show(event.target.getAttribute('action') + '?'
        + new URLSearchParams(new FormData(event.target, event.submitter)));
    });
    document.body.addEventListener('htmx:responseError', (event) => location.assign(event.detail.pathInfo.requestPath));
    sheet.addEventListener('click', (event) => { if (event.target === sheet) sheet.close(); });
    sheet.addEventListener('close', () => { if (history.state?.sheet) history.back(); });
    window.addEventListener('popstate', () => { if (sheet.open) sheet.close(); });
  }

  // The roster by keyboard, as a grid: one stop of the tab key, arrows from part to part, a letter to the next person.
  const fortnight = document.querySelector('.fortnight');
  if (fortnight) {
    const rowsAway = 5;
    const rows = [...fortnight.rows];
    const cellOf = (stop) => stop.closest('td, th');
    const isSeen = (element) => element.offsetParent !== null;
    const parts = 'a[href], a[aria-disabled]';
    const stopsOf = (cell) => {
      const links = [...cell.querySelectorAll(parts)].filter(isSeen);
      return links.length ? links : [cell];
    };
    const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    let current;
    const at = (stop) => {
      if (current) current.tabIndex = -1;
      current = stop;
      current.tabIndex = 0;
    };
    const go = (stop) => {
      if (!stop) return;
      at(stop);
      stop.focus();
    };
    const first = (row, column) => rows[row] && isSeen(rows[row].cells[column]) ? stopsOf(rows[row].cells[column])[0] : undefined;
    const sideways = (cell, by) => {
      let next = cell;
      do next = by > 0 ? next.nextElementSibling : next.previousElementSibling; while (next && !isSeen(next));
      return next && next.cellIndex > 0 ? stopsOf(next)[0] : undefined;
    };
    const down = (row, column, stops, by) => {
      const next = stops.indexOf(current) + by;
      if (stops[next]) return stops[next];
      const cell = rows[row + by]?.cells[column];
      return cell && isSeen(cell) ? stopsOf(cell).at(by > 0 ? 0 : -1) : undefined;
    };
    const called = (letter, row, column) => {
      const name = (words) => words && plain(words.textContent.trim()).startsWith(plain(letter));
      if (fortnight.classList.contains('people')) {
        const after = [...rows.slice(row + 1), ...rows.slice(1, row + 1)].find((each) => name(each.querySelector('th .name')));
        return after && stopsOf(after.cells[column])[0];
      }
      const chips = [...fortnight.querySelectorAll('a.chip[href]')].filter((each) => isSeen(each) && name(each.querySelector('.who')));
      const here = chips.filter((each) => cellOf(each).cellIndex === column);
      const some = here.length ? here : chips;
      return some.find((each) => current.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) || some[0];
    };
    fortnight.setAttribute('role', 'grid');
    for (const link of fortnight.querySelectorAll(parts)) link.tabIndex = -1;
    for (const cell of fortnight.querySelectorAll('td')) if (!cell.querySelector(parts)) cell.tabIndex = -1;
    const today = rows[0].querySelector('.today, .chosen');
    at(first(1, today ? today.cellIndex : 1) || stopsOf(rows[0].cells[1])[0]);
    document.querySelector('.skip[href="#fortnight"]')?.addEventListener('click', (event) => {
      event.preventDefault();
      go(current);
    });
    fortnight.addEventListener('focusin', (event) => { if (event.target.closest('td, th')) at(event.target); });
    fortnight.addEventListener('keydown', (event) => {
      if (event.altKey || event.metaKey || !event.target.closest('td, th')) return;
      const cell = cellOf(current);
      const row = rows.indexOf(cell.parentElement);
      const column = cell.cellIndex;
      const cells = [...cell.parentElement.cells].filter((each) => each.cellIndex > 0 && isSeen(each));
      const keys = {
        ArrowRight: () => sideways(cell, 1),
        ArrowLeft: () => sideways(cell, -1),
        ArrowDown: () => down(row, column, stopsOf(cell), 1),
        ArrowUp: () => down(row, column, stopsOf(cell), -1),
        Home: () => event.ctrlKey ? first(1, cells[0].cellIndex) : stopsOf(cells[0])[0],
        End: () => event.ctrlKey ? first(rows.length - 1, cells.at(-1).cellIndex) : stopsOf(cells.at(-1))[0],
        PageDown: () => first(Math.min(row + rowsAway, rows.length - 1), column),
        PageUp: () => first(Math.max(row - rowsAway, 1), column),
      };
      const isLetter = event.key.length === 1 && !event.ctrlKey && /\p{L}/u.test(event.key);
      if (!(event.key in keys) && !isLetter) return;
      event.preventDefault();
      go(isLetter ? called(event.key, row, column) : keys[event.key]());
    });
    // Whoever picks the other duty of a swap begins at the one that they have; Escape leaves the picking.
    const leave = document.querySelector('[data-leave]');
    if (leave) {
      go([...fortnight.querySelectorAll('.picked')].find(isSeen));
      document.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && !sheet?.open) location.replace(leave.href);
      });
    }
  }
  // A calendar beside a field for a day: the browser's own, which writes into the field. By keyboard, Alt and arrow down open it.
  function pickers(root) {
    for (const field of root.querySelectorAll('[data-picks]')) {
      if (field.parentElement.matches('.picks')) continue;
      const own = document.createElement('input');
      own.type = field.dataset.picks;
      own.className = 'own';
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button';
      for (const each of [own, button]) {
        each.tabIndex = -1;
        each.setAttribute('aria-hidden', 'true');
      }
      const box = document.createElement('span');
      box.className = 'picks';
      field.replaceWith(box);
      box.append(field, own, button);
      const open = () => {
        const typed = /^(\d{2})\.(\d{2})\.(\d{4})\.?(?: (\d{2}:\d{2}))?$/.exec(field.value.trim());
        if (typed) own.value = `${typed[3]}-${typed[2]}-${typed[1]}` + (own.type === 'date' ? '' : `T${typed[4] || '00:00'}`);
        own.showPicker();
      };
      button.addEventListener('click', open);
      field.addEventListener('keydown', (event) => {
        if (!event.altKey || event.key !== 'ArrowDown') return;
        event.preventDefault();
        open();
      });
      own.addEventListener('change', () => {
        const picked = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(own.value);
        if (!picked) return;
        field.value = `${picked[3]}.${picked[2]}.${picked[1]}` + (picked[4] ? ` ${picked[4]}` : '');
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
        field.focus();
      });
    }
  }
  pickers(document);
  document.addEventListener('htmx:load', (event) => pickers(event.detail.elt));

  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }

  // What is shown this once; where the browser lets nothing into its clipboard, it is marked to be copied by hand.
  for (const button of document.querySelectorAll('[data-copy]')) {
    const shown = document.getElementById(button.dataset.copy);
    const says = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener('click', async () => {
      says.textContent = '';
      try {
        await navigator.clipboard.writeText(shown.innerText.trim());
        says.textContent = says.dataset.copied;
      } catch (refused) {
        getSelection().selectAllChildren(shown);
        says.textContent = says.dataset.marked;
      }
    });
  }

  for (const button of document.querySelectorAll('[data-copies]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      for (const id of button.dataset.to.split(' ')) {
        document.getElementById(id).value = document.getElementById(button.dataset.copies).value;
      }
    });
  }

  // A field that is refused before it is sent has to be seen.
  document.addEventListener('invalid', (refused) => refused.target.closest('details')?.setAttribute('open', ''), true);

  // What one choice makes needless is hidden; without a script it is all there.
  for (const chooser of document.querySelectorAll('[data-shows]')) {
    const show = () => {
      for (const part of document.querySelectorAll('[data-shown-for]')) {
        part.hidden = !part.dataset.shownFor.split(' ').includes(chooser.value);
      }
    };
    chooser.addEventListener('change', show);
    show();
  }
})();
