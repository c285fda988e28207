// On every page: the worker for when there is no network, and whatever waits to be sent.
import { send, waiting } from "./queue.js";

async function start() {
  const signedIn = document.body.classList.contains("signed-in");
  const left = await waiting();
  if (left.length) for (const note of document.querySelectorAll("[data-unsent]")) note.hidden = false;
  if (!signedIn) return;
  if (left.length) await send();
  addEventListener("online", () => send());
}

if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
if ("indexedDB" in globalThis) start().catch(() => {});
