// The worker behind the pages. It keeps the check-in page and what it is made of for when there is no network, and
// sends what waits. Of a person it keeps nothing but that empty page, and that only until somebody else comes in.
// The server puts KEPT in front: {version, files, shell, icon, words}.
import { send } from "./day/queue.js";
import "./day/told.js";

const { version, files, shell } = self.KEPT;
const FILES = `files-${version}`;
const PAGE = "page";
const SIGN = "Counterpoint-For";

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([keepFiles(), keepPage()]).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldFiles().then(() => self.clients.claim()));
});

self.addEventListener("sync", (event) => event.waitUntil(send()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(event));
  else if (request.method === "GET" && files.includes(path)) event.respondWith(file(request));
});

async function keepFiles() {
  await (await caches.open(FILES)).addAll(files);
}

async function forgetOldFiles() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("files-") && name !== FILES).map((name) => caches.delete(name)));
}

// The page is kept only as the signed-in person's; whose it is stands in its head.
async function keepPage() {
  const answer = await fetch(shell, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (answer?.ok && answer.headers.has(SIGN)) await (await caches.open(PAGE)).put(shell, answer);
}

async function keptPage() {
  return (await caches.open(PAGE)).match(shell);
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function page(event) {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch {
    return (await keptPage()) ?? Response.error();
  }
  if (answer.type !== "opaqueredirect") event.waitUntil(whoseIsIt(answer.headers.get(SIGN)));
  return answer;
}

// Somebody else is signed in by now, or nobody: the page that was kept goes.
async function whoseIsIt(sign) {
  const kept = await keptPage();
  if ((kept?.headers.get(SIGN) ?? null) === sign) return;
  await caches.delete(PAGE);
  if (sign) await keepPage();
}
