// What a page needs that calls or is called: the microphone, how loud a sound is, and how it speaks to the helpline. For call.js
// and phone.js, which say to people what goes on.
window.browserSound = (() => {
  'use strict';

  // For further ways of the sound after the first. Asterisk takes none that it was not told of, so all are waited for that
  // come in time.
  const GATHERS = 1_000;

  // Until it is looked again whether the browser can send a key.
  const BEFORE_A_KEY = 50;

  // Fails with the name of what is to be said.
  const microphone = async () => {
    if (!navigator.mediaDevices || !window.RTCPeerConnection) throw new Error('no-browser');
    try {
      return await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (refused) {
      throw new Error(refused.name === 'NotAllowedError' ? 'no-permission' : 'no-microphone', { cause: refused });
    }
  };

  // How loud a stream is, ten times a second, in a meter.
  const measure = (context, stream, meter) => {
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    return setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      meter.value = Math.min(1, Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length) * 2.5);
    }, 100);
  };

  const socketAt = (path) => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`;

  // Of JsSIP's agent. Nobody registers, and nobody is named.
  const agent = {
    uri: 'sip:page@helpline.invalid',
    register: false,
    // Asterisk asks whether we are there, and asks again when our socket was cut. What we ask while it is cut would end the call.
    session_timers: false,
    user_agent: 'page',
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 3,
  };

  // Of a call that is made or taken with that microphone. Where there is a relay, the sound goes through nothing else.
  const options = (stream, relays) => ({
    mediaStream: stream,
    rtcOfferConstraints: { offerToReceiveAudio: true, offerToReceiveVideo: false },
    pcConfig: { iceServers: relays, iceTransportPolicy: relays.length > 0 ? 'relay' : 'all' },
  });

  const gather = (session) => {
    let gathering;
    session.on('icecandidate', ({ ready }) => { gathering ??= setTimeout(ready, GATHERS); });
    ['ended', 'failed'].forEach((over) => session.on(over, () => clearTimeout(gathering)));
  };

  // The browser says that sound is connected a moment before it can send a key.
  const whenKeysGo = (session, then) => {
    if (session.isEnded()) return;
    if (session.connection.getSenders().some((each) => each.dtmf?.canInsertDTMF)) then();
    else setTimeout(whenKeysGo, BEFORE_A_KEY, session, then);
  };

  // Why a call that was made here did not come about, of what JsSIP tells (docs: "Failure and End Causes").
  const whyFailed = ({ cause, message }) => {
    if (message?.status_code === 503) return 'full';
    if (['WebRTC Error', 'Bad Media Description', 'Incompatible SDP'].includes(cause)) return 'no-media';
    return message ? 'refused' : 'no-helpline';
  };

  return { microphone, measure, socketAt, agent, options, gather, whenKeysGo, whyFailed };
})();
