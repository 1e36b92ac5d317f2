// Keeps what the page looks like (styles, scripts, pictures), so that it opens at once, and says so when there is no network. No
// page and no answer is kept: nothing of calls, of duties or of anybody is in here.
'use strict';

const SHELL = 'shell';
const KEPT = /^\/(css|js|img|webjars)\//;

const offline = () => new Response(`<!DOCTYPE html><html lang="lv"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Dežūra</title><h1>Dežūra</h1>
<p>Nav tīkla. Zvani zvana jūsu tālrunī. <a href="/duty/phone">Mēģināt vēlreiz</a></p>
<p lang="en">No network. Calls ring on your phone. <a href="/duty/phone">Try again</a></p>
<p lang="ru">Нет сети. Звонки звучат в вашем телефоне. <a href="/duty/phone">Попробовать снова</a></p></html>`,
{ status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });

// A file's address changes with what is in it.
const kept = async (request) => {
  const shell = await caches.open(SHELL);
  const found = await shell.match(request);
  if (found) return found;
  const fetched = await fetch(request);
  if (fetched.ok) await shell.put(request, fetched.clone());
  return fetched;
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(caches.delete(SHELL).then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (KEPT.test(pathname)) event.respondWith(kept(request));
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(offline));
});

// A press on the notification shows the page that rings.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: 'window' }).then(([page]) => page?.focus()));
});
