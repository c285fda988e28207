// A browser that may be told: what the server needs to know to reach it. Pages and the worker share this file.
import { freshPass } from "./queue.js";

function packed(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// What was kept on the server under the endpoint `was` is replaced. "" when the server has it now, else what it says.
export async function keepDevice(subscription, was = "") {
  const body = new URLSearchParams({
    endpoint: subscription.endpoint,
    receiver: packed(subscription.getKey("p256dh")),
    secret: packed(subscription.getKey("auth")),
    key: keyOf(subscription),
    was,
  });
  const answer = await post("/post/devices/", body);
  return answer?.ok ? "" : ((await answer?.json().catch(() => null))?.message ?? "?");
}

// Whoever is answered with a page to go to has been heard.
export async function putOff(kind, subject) {
  const answer = await post("/notices/answer/", new URLSearchParams({ kind, subject, answer: "not_now" }));
  return answer?.type === "opaqueredirect";
}

async function post(path, body) {
  const pass = await freshPass();
  const headers = { "X-CSRFToken": pass?.token, Accept: "application/json" };
  return pass && fetch(path, { method: "POST", body, redirect: "manual", headers });
}

// The server's key that a subscription was made with; one made with another can never be used.
export function keyOf(subscription) {
  return packed(subscription.options.applicationServerKey ?? []);
}

// By this a page knows its own browser among a person's without being told its address.
export async function nameOf(subscription) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return packed(digest);
}
