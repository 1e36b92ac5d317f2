// A call from the page: asks whether the line is open, then for the microphone, then calls through the page's own host.
// Nothing of it is kept, here or there. Whatever goes wrong is said in words, and the numbers stay beside it.
(() => {
  'use strict';

  const byId = (id) => document.getElementById(id);
  const { microphone, measure, socketAt, agent, options, gather, whenKeysGo, whyFailed } = window.browserSound;
  const [card, choice, line, language, begin, says, other, during, mute, end, sound, hears, speaks] =
    ['web-call', 'call-choice', 'call-line', 'call-language', 'call-begin', 'call-says', 'call-other', 'call-during',
      'call-mute', 'call-end', 'call-sound', 'call-hears', 'call-speaks'].map(byId);
  const keys = [...during.querySelectorAll('[data-key]')];
  const names = new Intl.DisplayNames([card.dataset.page], { type: 'language' });

  // For a ticket that was issued before the microphone was permitted: it holds for two minutes.
  const TICKET_HOLDS = 90_000;
  // For the way of the sound to be found, once the call is answered.
  const MEDIA_WITHIN = 15_000;
  // For the page's own host.
  const CONNECTS_WITHIN = 10_000;

  let call = null;

  // What is said stays until something else is; `text` stands in for a sentence that only the helpline knows.
  const say = (name, text) => {
    says.dataset.state = name;
    says.textContent = text ?? (name ? byId('call-sayings').querySelector(`[data-of="${name}"]`).textContent : '');
  };

  const show = (going) => {
    choice.hidden = going;
    during.hidden = !going;
    (going ? end : begin).focus();
  };

  const languages = () => {
    const served = line.selectedOptions[0].dataset.languages.split(' ');
    const before = language.value;
    language.replaceChildren(...served.map((code) => {
      const name = names.of(code);
      return new Option(name.charAt(0).toLocaleUpperCase(card.dataset.page) + name.slice(1), code);
    }));
    language.value = [before, card.dataset.page].find((code) => served.includes(code)) ?? served[0];
    language.closest('.field').hidden = served.length < 2;
  };

  const ask = async () => {
    const answer = await fetch('/public/call', {
      method: 'POST',
      body: new URLSearchParams({ line: line.value, language: language.value, page: card.dataset.page }),
      credentials: 'omit',
      cache: 'no-store',
    });
    if (!answer.ok) throw new Error('no helpline');
    return { ...await answer.json(), asked: Date.now() };
  };

  const tidy = () => {
    const ended = call;
    call = null;
    if (!ended) return;
    clearTimeout(ended.patience);
    ended.meters.forEach(clearInterval);
    ended.context?.close();
    ended.microphone?.getTracks().forEach((track) => track.stop());
    ended.ua?.stop();
    sound.srcObject = null;
    hears.value = speaks.value = 0;
    mute.setAttribute('aria-pressed', 'false');
    removeEventListener('pagehide', leave);
    document.removeEventListener('click', leaving, true);
    document.removeEventListener('keydown', typed);
    show(false);
  };

  const over = (name) => {
    if (!call) return;
    tidy();
    say(name);
  };

  const hangUp = (name) => {
    const session = call?.session;
    if (session && !session.isEnded()) {
      call.why = name;
      session.terminate();
    }
    over(name);
  };

  // Leaving the page and closing it end the call with its last words.
  function leave() {
    hangUp('ended');
  }

  // The button that leaves in a hurry. Firefox closes a page's sockets before it tells the page that it is left.
  function leaving({ target }) {
    if (target.closest('[data-leaves]')) leave();
  }

  const press = (key) => {
    const session = call?.session;
    if (!session?.isEstablished()) return;
    whenKeysGo(session, () => {
      session.sendDTMF(key, { transportType: 'RFC2833' });
      say('pressed', byId('call-sayings').querySelector('[data-of=pressed]').textContent.replace('{0}', key));
    });
  };

  function typed(event) {
    if (/^[0-9*#]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) press(event.key);
  }

  const follow = () => {
    const { session } = call;
    gather(session);
    session.on('confirmed', () => {
      say('connected');
      if (call && !call.heard) call.patience = setTimeout(() => hangUp('no-media'), MEDIA_WITHIN);
    });
    session.on('ended', ({ originator }) => over(call?.why ?? (originator === 'remote' ? 'ended-there' : 'lost')));
    session.on('failed', (failure) => over(call?.why ?? whyFailed(failure)));
    const { connection } = session;
    connection.addEventListener('connectionstatechange', () => {
      if (!call) return;
      const state = connection.connectionState;
      if (state === 'connected') {
        clearTimeout(call.patience);
        if (call.heard) say('back');
        call.heard = true;
      }
      if (state === 'disconnected') say('away');
      if (state === 'failed') hangUp(call.heard ? 'lost' : 'no-media');
    });
    connection.addEventListener('track', ({ streams: [stream] }) => {
      sound.srcObject = stream;
      sound.play().catch(() => say('no-sound'));
      call.meters.push(measure(call.context, stream, hears));
    });
  };

  const start = async () => {
    if (call) return;
    call = { meters: [] };
    const mine = call;
    other.hidden = true;
    begin.disabled = true;
    try {
      say('asking');
      let answer = await ask();
      if (answer.state === 'closed') {
        say('closed', answer.text);
        other.hidden = !answer.other;
        if (answer.other) {
          other.dataset.line = answer.other.line;
          other.querySelector('span').textContent = answer.other.shown;
        }
        call = null;
        return;
      }
      if (answer.state === 'full') throw new Error('full');
      say('microphone');
      mine.microphone = await microphone();
      say('connecting');
      const { default: JsSIP } = await import(card.dataset.library);
      if (Date.now() - answer.asked > TICKET_HOLDS) answer = await ask();
      if (answer.state !== 'open') throw new Error('full');
      if (call !== mine) return;
      mine.context = new AudioContext();
      mine.meters.push(measure(mine.context, mine.microphone, speaks));
      const socket = new JsSIP.WebSocketInterface(socketAt(`${answer.socket}?ticket=${encodeURIComponent(answer.ticket)}`));
      mine.ua = new JsSIP.UA({ ...agent, sockets: [socket] });
      mine.ua.on('disconnected', () => { if (call === mine && mine.session?.isEstablished()) say('away'); });
      mine.ua.on('connected', () => { if (call === mine && mine.session?.isEstablished()) say('back'); });
      await new Promise((resolve, reject) => {
        mine.ua.once('connected', resolve);
        setTimeout(() => reject(new Error('no-helpline')), CONNECTS_WITHIN);
        mine.ua.start();
      });
      if (call !== mine) return;
      mine.session = mine.ua.call(`sip:${answer.ticket}@helpline.invalid`, options(mine.microphone, answer.relays));
      follow();
      addEventListener('pagehide', leave);
      document.addEventListener('click', leaving, true);
      document.addEventListener('keydown', typed);
      show(true);
    } catch (failure) {
      tidy();
      const known = byId('call-sayings').querySelector(`[data-of="${CSS.escape(failure.message)}"]`);
      say(known ? failure.message : 'no-helpline');
    } finally {
      begin.disabled = false;
    }
  };

  line.addEventListener('change', languages);
  begin.addEventListener('click', start);
  end.addEventListener('click', () => hangUp('ended'));
  other.addEventListener('click', () => {
    line.value = other.dataset.line;
    languages();
    start();
  });
  keys.forEach((key) => key.addEventListener('click', () => press(key.dataset.key)));
  mute.addEventListener('click', () => {
    const muted = mute.getAttribute('aria-pressed') !== 'true';
    mute.setAttribute('aria-pressed', String(muted));
    call?.microphone?.getAudioTracks().forEach((track) => { track.enabled = !muted; });
    say(muted ? 'muted' : 'unmuted');
  });
  languages();
  card.hidden = byId('call-instead').hidden = false;
})();
