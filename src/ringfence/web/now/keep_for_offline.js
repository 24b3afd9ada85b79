// Keeps one page, /now, for when there is no line. It speaks for no other page, and keeps no answer.
// The first line, `kept`, is written by the server: the page, its files and their version.
const store = kept.store + kept.version;

addEventListener("install", (event) => {
  const fresh = [kept.page, ...kept.files].map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(store).then((open) => open.addAll(fresh)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(kept.store) && name !== store;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

// The kept copy first: somebody with a scammer on the line cannot wait for a poor one. The browser asks for a newer
// version of this script at each visit, and with it come the newer page and files.
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const { origin, pathname, search } = new URL(event.request.url);
  if (origin !== location.origin) return;
  const address = event.request.mode === "navigate" ? pathname : pathname + search;
  if (address !== kept.page && !kept.files.includes(address)) return;
  event.respondWith(
    caches.open(store).then((open) => open.match(address, { ignoreVary: true })).then((found) => found || fetch(event.request)),
  );
});
