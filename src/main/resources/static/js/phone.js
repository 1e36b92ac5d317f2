// The page as a consultant's phone. It waits on one socket, rings, and takes or passes calls by the same keys as a telephone.
// Nothing of a call is kept, here or there. When the page is away, the telephone rings instead; whatever goes wrong is said.
(() => {
  'use strict';

  const byId = (id) => document.getElementById(id);
  const { microphone, measure, socketAt, agent, options, gather, whenKeysGo, whyFailed } = window.browserSound;
  const [card, says, begin, end, rings, line, language, waits, listen, during, hears, speaks, mute, hangUp, sound, withKeys, missed,
    rests, tester, tested] = ['phone', 'phone-says', 'phone-begin', 'phone-end', 'phone-rings', 'phone-line', 'phone-language', 'phone-waits',
    'phone-listen', 'phone-during', 'phone-hears', 'phone-speaks', 'phone-mute', 'phone-hang-up', 'phone-sound', 'phone-keys',
    'phone-missed', 'phone-rests', 'phone-test', 'phone-tested'].map(byId);
  const pressed = [...document.querySelectorAll('#phone [data-key]')];
  const asked = [...document.querySelectorAll('#phone [data-ask]')];
  const names = new Intl.DisplayNames([card.dataset.page], { type: 'language' });
  const token = rests.querySelector('[name=_csrf]').value;
  const title = document.title;

  // As long as the helpline waits for a page that says nothing.
  const SILENT = 5_000;
  // For a call that tries the sound: to connect, and its music.
  const TEST_WITHIN = 30_000;
  const BETWEEN_KEYS = 100;
  const ON = 'phone-on';
  // What Asterisk says when somebody else has taken the call (RFC 3326).
  const TAKEN = /cause=(200|26)\b/;

  let phone = null;
  let call = null;

  const saying = (name) => byId('phone-sayings').querySelector(`[data-of="${name}"]`)?.textContent ?? '';

  const say = (name, text) => {
    says.dataset.state = name;
    says.textContent = text ?? saying(name);
  };

  const show = () => {
    const ringing = call !== null && !call.taken;
    rings.hidden = !ringing;
    listen.hidden = call?.listens ?? false;
    during.hidden = !(call?.taken ?? false);
    begin.hidden = phone !== null;
    end.hidden = phone === null || call !== null;
  };

  // JsSIP's socket (docs: "Socket interface"), which tells when it was heard last and why it was closed.
  class Socket {
    constructor(url) {
      this.url = url;
      this.via_transport = 'WS';
      this.sip_uri = 'sip:page.invalid;transport=ws';
      this.heard = 0;
    }

    connect() {
      if (this.isConnected() || this.isConnecting()) return;
      const open = new WebSocket(this.url, 'sip');
      this.open = open;
      open.onopen = () => { this.heard = Date.now(); this.onconnect(); };
      open.onmessage = ({ data }) => {
        // A page that was put to sleep may hear something before its timers run.
        if (this === phone?.socket) watch();
        this.heard = Date.now();
        this.ondata(data);
        if (this === phone?.socket && phone.away) back();
      };
      open.onclose = ({ code, reason }) => {
        if (this.open !== open) return;
        this.open = null;
        if (code === 4003) off('signed-out');
        // Who is talking goes on: sound has a way of its own.
        else if (code === 4001 && call?.taken) phone.replaced = true;
        else if (code === 4001) off('replaced');
        else this.ondisconnect(code !== 1000, code, reason);
      };
    }

    // With a word, by which the helpline knows that the page does not come back.
    disconnect() {
      const open = this.open;
      this.open = null;
      open?.close(1000);
    }

    isConnected() {
      return this.open?.readyState === WebSocket.OPEN;
    }

    isConnecting() {
      return this.open?.readyState === WebSocket.CONNECTING;
    }

    send(message) {
      if (!this.isConnected()) return false;
      this.open.send(message);
      return true;
    }
  }

  // A tone of a second in three, until it is stopped.
  const ring = (context) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = 620;
    volume.gain.value = 0;
    tone.connect(volume).connect(context.destination);
    tone.start();
    const once = () => volume.gain.setValueCurveAtTime([0, 0.4, 0.4, 0, 0.4, 0.4, 0], context.currentTime, 1);
    once();
    const again = setInterval(once, 3_000);
    return () => {
      clearInterval(again);
      tone.stop();
    };
  };

  const notify = async (text) => {
    if (!('Notification' in window) || Notification.permission !== 'granted') return () => {};
    const options = { body: text, tag: 'call', renotify: true, requireInteraction: true, icon: '/img/icon.svg' };
    const worker = await navigator.serviceWorker?.getRegistration('/duty/phone');
    if (!worker) {
      const shown = new Notification(title, options);
      shown.onclick = () => { window.focus(); shown.close(); };
      return () => shown.close();
    }
    await worker.showNotification(title, options);
    return async () => (await worker.getNotifications({ tag: 'call' })).forEach((each) => each.close());
  };

  const quiet = () => {
    call?.alarm?.();
    if (call) call.alarm = null;
    document.title = title;
  };

  const alarm = (text) => {
    const stop = ring(phone.context);
    const blink = setInterval(() => { document.title = document.title === title ? text : title; }, 1_000);
    document.title = text;
    const notified = notify(text).catch(() => () => {});
    navigator.vibrate?.([400, 200, 400]);
    return () => {
      stop();
      clearInterval(blink);
      notified.then((close) => close());
    };
  };

  const over = (name) => {
    if (!call) return;
    quiet();
    clearInterval(call.meter);
    clearInterval(call.counting);
    call = null;
    sound.srcObject = null;
    hears.value = 0;
    mute.setAttribute('aria-pressed', 'false');
    phone?.microphone.getAudioTracks().forEach((track) => { track.enabled = true; });
    show();
    say(name);
    if (phone?.replaced) off('replaced');
  };

  // What Asterisk tells of the call in whom it calls: the person, the line, the language, and for how many seconds the caller
  // has waited.
  const told = (request) => {
    const [, number, code, waited] = request.to.uri.user.split('-');
    return {
      line: byId('phone-lines').querySelector(`[data-of="${CSS.escape(number)}"]`)?.textContent ?? number,
      language: names.of(code),
      waited: Number(waited),
    };
  };

  // A key that is told before there is a way for sound is lost.
  const toldKey = () => {
    const session = call?.session;
    if (!call?.wanted || !session.isEstablished() || session.connection.connectionState !== 'connected') return;
    whenKeysGo(session, () => {
      const wanted = call?.session === session ? call.wanted : null;
      if (!wanted) return;
      call.wanted = null;
      key(wanted);
    });
  };

  const comes = ({ originator, session, request }) => {
    if (originator !== 'remote') return;
    if (call) {
      session.terminate({ status_code: 486 });
      return;
    }
    const about = told(request);
    const since = Date.now() - about.waited * 1_000;
    call = { session, taken: false, listens: false };
    const count = () => { waits.textContent = waits.dataset.text.replace('{0}', Math.round((Date.now() - since) / 1_000)); };
    line.textContent = about.line;
    language.textContent = about.language;
    count();
    call.counting = setInterval(count, 1_000);
    const text = `${saying('ringing')} ${about.line}, ${about.language}`;
    call.alarm = alarm(text);
    say('ringing', text);
    show();
    session.on('failed', ({ message, originator: by }) => {
      const reason = message?.getHeader?.('Reason') ?? '';
      if (by === 'local') over(call?.why ?? 'no-media');
      else if (reason.includes('cause=410')) wasAway();
      else over(TAKEN.test(reason) ? 'taken' : 'caller-gone');
    });
    session.on('ended', () => over(call?.why ?? 'ended'));
    gather(session);
    session.on('peerconnection', ({ peerconnection }) => {
      peerconnection.addEventListener('track', ({ streams: [stream] }) => {
        if (!call) return;
        sound.srcObject = stream;
        sound.play().catch(() => say('no-sound'));
        call.meter = measure(phone.context, stream, hears);
      });
      peerconnection.addEventListener('connectionstatechange', () => {
        toldKey();
        if (peerconnection.connectionState === 'failed' && call) {
          call.why = 'no-media';
          session.terminate();
        }
      });
    });
    session.on('confirmed', toldKey);
  };

  // Lifts it. The key that was pressed is told when there is a way for it.
  const answer = (wanted) => {
    quiet();
    call.listens = true;
    call.wanted = wanted;
    call.session.answer(options(phone.microphone, phone.relays));
  };

  // Two keys that belong together, such as *2, come soon after each other.
  const key = (digit) => {
    call.session.sendDTMF(digit, { transportType: 'RFC2833', interToneGap: BETWEEN_KEYS });
    if (digit === '1' && !call.taken) {
      call.taken = true;
      say('talking');
      show();
    }
  };

  // The keys of a telephone, by button or by key. Before it is lifted, 2 declines.
  const press = (digit) => {
    if (!call) return;
    if (call.taken) {
      if (digit === '0') end_();
      else if (digit === '3' || digit === '9') key(digit);
    } else if (call.listens) {
      if ('123'.includes(digit)) {
        call.wanted = digit;
        toldKey();
      }
    } else if (digit === '2') {
      call.why = 'passed';
      call.session.terminate({ status_code: 603 });
    } else if ('134'.includes(digit)) {
      answer(digit === '4' ? null : digit);
      if (digit === '4') say('listening');
      show();
    }
  };

  const end_ = () => {
    call.why = 'ended';
    call.session.terminate();
  };

  const toggle = () => {
    if (!call?.taken) return;
    const muted = mute.getAttribute('aria-pressed') !== 'true';
    mute.setAttribute('aria-pressed', String(muted));
    phone.microphone.getAudioTracks().forEach((track) => { track.enabled = !muted; });
    say(muted ? 'muted' : 'unmuted');
  };

  const typed = (event) => {
    if (!withKeys.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.matches('input:not([type=checkbox]), textarea, select')) return;
    if (/^[012349]$/.test(event.key)) press(event.key);
    else if (event.key.toLowerCase() === 'm') toggle();
  };

  const ask = async (what) => {
    const answered = await fetch(`/duty/phone/${what}`, { method: 'POST', headers: { 'X-CSRF-TOKEN': token }, cache: 'no-store' });
    if (!answered.ok || answered.redirected) throw new Error(answered.redirected ? 'signed-out' : 'no-helpline');
    return answered.json();
  };

  const tell = ({ relays, times, last }) => {
    phone.relays = relays;
    missed.hidden = times === 0 && missed.hidden;
    if (times > 0) missed.textContent = missed.dataset.text.replace('{0}', times).replace('{1}', last);
  };

  // A page that was opened anew may not make a sound before it is touched.
  const sayReady = () => say(phone.context.state === 'suspended' ? 'no-sound' : 'ready');

  const touched = () => {
    if (phone?.context?.state === 'suspended') phone.context.resume().then(() => { if (phone && says.dataset.state === 'no-sound') sayReady(); });
  };

  // Back after a while: what became of calls meanwhile is told.
  const back = async () => {
    if (!phone) return;
    phone.away = false;
    try {
      tell(await ask('ready'));
      if (phone && !call) sayReady();
    } catch (failure) {
      if (failure.message === 'signed-out') off('signed-out');
      else if (phone && !call) sayReady();
    }
  };

  // Whoever says nothing for so long is taken for being away, on either side.
  const watch = () => {
    if (phone && !phone.away && Date.now() - phone.socket.heard >= SILENT) wasAway();
  };

  function wasAway() {
    if (!phone) return;
    phone.away = true;
    if (call && !call.session.isEstablished()) over('away');
    else if (!call) say('away');
  }

  // The screen stays on. Browsers end that whenever the page is hidden.
  const keepAwake = () => {
    const mine = phone;
    if (!mine || document.hidden) return;
    navigator.wakeLock?.request('screen').then((lock) => {
      if (phone === mine) mine.lock = lock;
      else lock.release();
    }, () => {});
  };

  function off(name) {
    const ended = phone;
    phone = null;
    sessionStorage.removeItem(ON);
    if (ended) {
      clearInterval(ended.watching);
      clearInterval(ended.meter);
      ended.ua?.stop();
      ended.context?.close();
      ended.microphone?.getTracks().forEach((track) => track.stop());
      ended.lock?.release();
    }
    speaks.value = 0;
    show();
    say(name);
  }

  const on = async () => {
    if (phone) return;
    const mine = { relays: [], away: false };
    phone = mine;
    show();
    try {
      say('microphone');
      if ('Notification' in window && Notification.permission === 'default') Notification.requestPermission();
      mine.microphone = await microphone();
      say('connecting');
      const [ready, { default: JsSIP }] = await Promise.all([ask('ready'), import(card.dataset.library)]);
      if (phone !== mine) return;
      tell(ready);
      mine.context = new AudioContext();
      mine.meter = measure(mine.context, mine.microphone, speaks);
      mine.socket = new Socket(socketAt(ready.socket));
      mine.ua = new JsSIP.UA({ ...agent, sockets: [mine.socket], no_answer_timeout: 300 });
      mine.ua.on('newRTCSession', comes);
      mine.ua.on('connected', () => {
        if (phone !== mine) return;
        sessionStorage.setItem(ON, 'yes');
        if (mine.away) back();
        else if (!call) sayReady();
      });
      mine.ua.on('disconnected', () => {
        if (phone !== mine) return;
        mine.away = true;
        if (!call) say('away');
      });
      mine.ua.start();
      mine.watching = setInterval(watch, 500);
      keepAwake();
    } catch (failure) {
      off(saying(failure.message) ? failure.message : 'no-helpline');
    }
  };

  // A call to nobody: Asterisk plays music for some seconds, and tells how our sound reaches it (RTCP).
  const HEARD = 0.0001;
  const judge = async (connection) => {
    const stats = [...(await connection.getStats()).values()];
    const of = (type) => stats.find((each) => each.type === type);
    return {
      hears: (of('inbound-rtp')?.totalAudioEnergy ?? 0) > HEARD,
      reaches: of('remote-inbound-rtp') !== undefined,
      speaks: (of('media-source')?.totalAudioEnergy ?? 0) > HEARD,
    };
  };

  const verdict = ({ hears: hearsUs, reaches, speaks: spoke }) => {
    if (!hearsUs) return 'test-unheard';
    if (!reaches) return 'test-unreached';
    return spoke ? 'test-good' : 'test-silent';
  };

  const tryCall = async (JsSIP, stream, { ticket, socket, relays }) => {
    const ua = new JsSIP.UA({ ...agent, sockets: [new Socket(socketAt(`${socket}?ticket=${ticket}`))] });
    try {
      return await new Promise((resolve, reject) => {
        let found = null;
        setTimeout(() => reject(new Error('no-helpline')), TEST_WITHIN);
        ua.on('connected', () => {
          const session = ua.call(`sip:${ticket}@helpline.invalid`, options(stream, relays));
          gather(session);
          session.connection.addEventListener('track', ({ streams: [sent] }) => {
            sound.srcObject = sent;
            sound.play().catch(() => {});
          });
          const looking = setInterval(async () => { found = await judge(session.connection).catch(() => found); }, 500);
          session.on('ended', () => { clearInterval(looking); resolve(verdict(found ?? {})); });
          session.on('failed', (failure) => {
            clearInterval(looking);
            reject(new Error(whyFailed(failure)));
          });
        });
        ua.start();
      });
    } finally {
      ua.stop();
    }
  };

  const tests = async () => {
    if (call) return;
    const told = (name) => {
      tested.dataset.state = name;
      tested.textContent = saying(name);
    };
    tester.disabled = true;
    let stream = null;
    let meter = null;
    const context = phone?.context ?? new AudioContext();
    try {
      told('test-begins');
      stream = await microphone();
      if (!phone) meter = measure(context, stream, speaks);
      const [access, { default: JsSIP }] = await Promise.all([ask('test'), import(card.dataset.library)]);
      told(await tryCall(JsSIP, stream, access));
    } catch (failure) {
      told(saying(failure.message) ? failure.message : 'no-helpline');
    } finally {
      stream?.getTracks().forEach((track) => track.stop());
      clearInterval(meter);
      if (context !== phone?.context) context.close();
      if (!call) sound.srcObject = null;
      tester.disabled = false;
    }
  };

  // Installed, it is an app of its own. Its worker keeps what the page looks like, and nothing of calls.
  const install = () => {
    const manifest = document.createElement('link');
    manifest.rel = 'manifest';
    manifest.href = '/duty/phone-app.webmanifest';
    manifest.crossOrigin = 'use-credentials';
    document.head.append(manifest);
    navigator.serviceWorker?.register('/duty/phone-worker.js', { scope: '/duty/phone' }).catch(() => {});
  };

  begin.addEventListener('click', on);
  tester.addEventListener('click', tests);
  end.addEventListener('click', () => off('off'));
  pressed.forEach((button) => button.addEventListener('click', () => press(button.dataset.key)));
  // For a second person in the call, as on a telephone.
  asked.forEach((button) => button.addEventListener('click', () => { if (call?.taken) key(button.dataset.ask); }));
  mute.addEventListener('click', toggle);
  hangUp.addEventListener('click', () => { if (call) end_(); });
  document.addEventListener('keydown', typed);
  document.addEventListener('visibilitychange', keepAwake);
  ['keydown', 'pointerdown'].forEach((each) => document.addEventListener(each, touched));
  // The phone rings at once, and who is being talked to hears it at once.
  addEventListener('pagehide', () => { if (call) call.session.terminate(call.session.isEstablished() ? {} : { status_code: 480 }); });
  rests.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = new FormData(rests, event.submitter);
    const answered = await fetch(rests.action, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    byId('phone-rested').textContent = saying(answered.type === 'opaqueredirect' ? 'rested' : 'no-helpline');
  });
  install();
  card.hidden = byId('phone-test-card').hidden = false;
  show();
  say('off');
  if (sessionStorage.getItem(ON)) on();
})();
