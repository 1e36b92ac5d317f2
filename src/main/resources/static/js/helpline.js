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

  // On a phone the row of pages is longer than the screen: the one that is shown is in sight.
  const here = document.querySelector('.nav [aria-current]');
  if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;

  // The sheet at the side of the roster; without a script, or when something goes wrong, it is a page of its own.
  const sheet = document.getElementById('sheet');
  if (sheet && window.htmx) {
    const show = async (address) => {
      try {
        await htmx.ajax('GET', address, { target: '#sheet-body', swap: 'innerHTML' });
      } catch (failed) {
        location.assign(address);
        return;
      }
      if (!sheet.open) sheet.showModal();
      sheet.scrollTop = 0;
      sheet.querySelector('.sheet-title')?.focus();
    };
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[data-sheet][href]');
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link.getAttribute('href'));
    });
    document.addEventListener('submit', (event) => {
      if (!event.target.matches('form[data-sheet]')) return;
      event.preventDefault();
      show(event.target.getAttribute('action') + '?'
        + new URLSearchParams(new FormData(event.target, event.submitter)));
    });
    document.body.addEventListener('htmx:responseError', (event) => location.assign(event.detail.pathInfo.requestPath));
    sheet.addEventListener('click', (event) => { if (event.target === sheet) sheet.close(); });
  }
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }

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
