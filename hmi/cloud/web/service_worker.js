// Keeps the app itself, so that it opens without a network; data is kept by the app, with its age.
const CACHE = "headunit-3";
const FILES = ["./", "index.html", "style.css", "app.js", "account_view.js", "car_view.js", "charge_view.js", "climate_view.js", "elements.js", "icons.js", "privacy_view.js", "trips_view.js", "strings.js", "passkey.js", "icon.svg", "manifest.webmanifest"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((n) => n !== CACHE).map((n) => caches.delete(n)))).then(() => self.clients.claim()),
  );
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.href.startsWith(new URL("api/", self.registration.scope).href)) return;
  event.respondWith(
    fetch(event.request)
      .then((answer) => {
        const copy = answer.clone();
        caches.open(CACHE).then((cache) => cache.put(event.request, copy));
        return answer;
      })
      .catch(() => caches.match(event.request, { ignoreSearch: true })),
  );
});
