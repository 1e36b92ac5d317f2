// Records a prompt: listens to the microphone, or reads a file, makes of it what Asterisk plays (8 kHz, one channel,
// 16 bits), and lets its maker listen before it is sent. Without a script a WAV file that is so already can be sent.
(() => {
  'use strict';

  const RATE = 8000;
  // What the key or the mouse is heard of at both ends, in seconds.
  const CLICK = 0.1;
  // A pause before and after speaking is cut off later.
  const PAUSES = 4;
  // How much later than the end a press can still be meant for it, in milliseconds.
  const LATE = 1500;

  const byId = (id) => document.getElementById(id);
  const [recorder, recordButton, listenButton, time, level, said, failed, form, file] =
    ['recorder', 'record', 'listen', 'time', 'level', 'said', 'failed', 'take', 'sound'].map(byId);
  const longest = Number(recorder.dataset.longest);
  const toListen = listenButton.textContent;
  const saying = (name) => byId('sayings').querySelector(`[data-of=${name}]`).textContent;

  // A press counts for nothing meanwhile.
  let busy = false;
  let stop = null;
  let silence = null;
  let take = null;

  const say = (text) => { said.textContent = text; };
  const fail = (text) => {
    say('');
    failed.firstElementChild.textContent = text;
    failed.hidden = false;
  };
  const calm = () => { failed.hidden = true; };
  const tenths = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const show = (seconds) => { time.textContent = tenths.format(seconds) + '\u00a0s'; };
  show(0);

  // There is a take to listen to and to send, or none.
  const hold = (made) => {
    take = made;
    file.required = !made;
    listenButton.hidden = !made;
    recordButton.classList.toggle('main', !made);
    byId('send').classList.toggle('main', Boolean(made));
  };

  // What was spoken, as samples.
  const decoded = async (bytes) => {
    const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
    const samples = new Float32Array(sound.length);
    for (let channel = 0; channel < sound.numberOfChannels; channel++) {
      sound.getChannelData(channel).forEach((sample, at) => { samples[at] += sample / sound.numberOfChannels; });
    }
    return samples;
  };

  const wave = (samples) => {
    const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const word = (at, text) => [...text].forEach((letter, i) => bytes.setUint8(at + i, letter.charCodeAt(0)));
    word(0, 'RIFF');
    bytes.setUint32(4, 36 + samples.length * 2, true);
    word(8, 'WAVEfmt ');
    bytes.setUint32(16, 16, true);
    bytes.setUint16(20, 1, true);
    bytes.setUint16(22, 1, true);
    bytes.setUint32(24, RATE, true);
    bytes.setUint32(28, RATE * 2, true);
    bytes.setUint16(32, 2, true);
    bytes.setUint16(34, 16, true);
    word(36, 'data');
    bytes.setUint32(40, samples.length * 2, true);
    samples.forEach((sample, i) => bytes.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true));
    return new Blob([bytes.buffer], { type: 'audio/wav' });
  };

  const keep = async (bytes, way) => {
    say(saying('working'));
    try {
      let samples = await decoded(bytes);
      if (way === 'BROWSER') samples = samples.slice(CLICK * RATE, samples.length - CLICK * RATE);
      hold({ samples, way });
      show(samples.length / RATE);
      say(saying('ready'));
    } catch (unreadable) {
      fail(saying('unreadable'));
    }
  };

  // What speaks would be recorded too.
  const forget = () => {
    calm();
    hush();
    document.querySelectorAll('audio').forEach((player) => player.pause());
    hold(null);
  };

  const record = async () => {
    if (busy) return;
    forget();
    busy = true;
    let microphone;
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false } });
    } catch (refused) {
      fail(saying(refused.name === 'NotAllowedError' ? 'denied' : 'absent'));
      return;
    } finally {
      busy = false;
    }
    const context = new AudioContext();
    const ear = context.createAnalyser();
    context.createMediaStreamSource(microphone).connect(ear);
    const heard = new Float32Array(ear.fftSize);
    const machine = new MediaRecorder(microphone);
    const pieces = [];
    const begun = performance.now();
    machine.addEventListener('dataavailable', (event) => pieces.push(event.data));
    machine.addEventListener('stop', async () => {
      microphone.getTracks().forEach((track) => track.stop());
      context.close();
      level.value = 0;
      await keep(await new Blob(pieces).arrayBuffer(), 'BROWSER');
    });
    const follow = () => {
      if (!stop) return;
      ear.getFloatTimeDomainData(heard);
      level.value = Math.max(level.value * 0.9, heard.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));
      show((performance.now() - begun) / 1000);
      requestAnimationFrame(follow);
    };
    // Whoever presses Stop just after it has stopped by itself means this recording, and wants no new one.
    const limit = setTimeout(() => {
      stop();
      busy = true;
      setTimeout(() => { busy = false; }, LATE);
    }, (longest + PAUSES) * 1000);
    stop = () => {
      stop = null;
      clearTimeout(limit);
      recordButton.textContent = recordButton.dataset.again;
      machine.stop();
    };
    machine.start();
    recordButton.textContent = recordButton.dataset.stop;
    file.value = '';
    say(saying('recording'));
    follow();
  };

  const hush = () => { if (silence) silence(); };

  const listen = () => {
    const context = new AudioContext();
    const sound = context.createBuffer(1, Math.max(1, take.samples.length), RATE);
    sound.copyToChannel(take.samples, 0);
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(context.destination);
    const over = () => {
      if (silence !== over) return;
      silence = null;
      listenButton.textContent = toListen;
      context.close();
    };
    silence = over;
    source.addEventListener('ended', over);
    listenButton.textContent = listenButton.dataset.stop;
    source.start();
  };

  // The form's token is of the session, which may have ended while somebody was speaking: a fresh one is asked for.
  const page = async (answer) => new DOMParser().parseFromString(await answer.text(), 'text/html');
  const send = async () => {
    calm();
    hush();
    say(saying('sending'));
    try {
      const token = (await page(await fetch(form.action))).querySelector('#take [name=_csrf]')?.value;
      if (!token) {
        fail(saying('signed-out'));
        return;
      }
      const body = new FormData();
      body.set('_csrf', token);
      body.set('way', take.way);
      // The server refuses 30 s, and does not read on for ever.
      body.set('sound', wave(take.samples.slice(0, 31 * RATE)), 'take.wav');
      const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
      if (answer.type === 'opaqueredirect') location.assign(form.action);
      else fail((await page(answer)).querySelector('#refused')?.textContent || saying('unsent'));
    } catch (offline) {
      fail(saying('unsent'));
    }
  };

  byId('microphone').hidden = false;
  recordButton.addEventListener('click', () => (stop ? stop() : record()));
  listenButton.addEventListener('click', () => (silence ? silence() : listen()));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && stop) stop();
  });
  file.addEventListener('change', async () => {
    forget();
    if (file.files.length) await keep(await file.files[0].arrayBuffer(), 'FILE');
  });
  form.addEventListener('submit', (event) => {
    if (!take) return;
    event.preventDefault();
    send();
  });
})();
