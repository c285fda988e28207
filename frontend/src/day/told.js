// In the worker: what is pushed is shown, and a press on it leads to where it is answered.
import { keepDevice, putOff } from "./device.js";

const HOME = "/notices/";
const { words, icon } = self.KEPT;

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(pressed(event)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(changed(event)));

// A browser that is pushed to has to show something, whatever came.
async function show(data) {
  let said = {};
  try {
    said = data.json();
  } catch {}
  const at = place(said.path);
  await self.registration.showNotification(said.title || "Counterpoint", {
    body: said.body || "",
    tag: said.tag || "",
    icon,
    data: at.href,
    actions: at.searchParams.has("subject") ? [{ action: "not-now", title: words.notNow }] : [],
  });
}

function place(path) {
  const at = new URL(path || HOME, self.location.origin);
  return at.origin === self.location.origin ? at : new URL(HOME, self.location.origin);
}

async function pressed({ action, notification }) {
  notification.close();
  const at = new URL(notification.data);
  const { kind, subject } = Object.fromEntries(at.searchParams);
  if (action === "not-now" && (await putOff(kind, subject).catch(() => false))) return;
  await open(at.href);
}

// A window with something else in it is left alone: somebody may be writing there.
async function open(url) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((each) => each.url === url);
  await (there ? there.focus() : self.clients.openWindow(url));
}

async function changed({ oldSubscription: old, newSubscription }) {
  const subscription = newSubscription ?? (old && (await self.registration.pushManager.subscribe(old.options)));
  if (subscription) await keepDevice(subscription, old?.endpoint);
}
