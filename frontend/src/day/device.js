// A browser that may be told: what the server needs to know to reach it. Pages and the worker share this file.
import { freshPass } from "./queue.js";

function packed(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// What was kept on the server under the endpoint `was` is replaced. True when the server has it now.
export async function keepDevice(subscription, was = "") {
  const pass = await freshPass();
  if (!pass) return false;
  const body = new URLSearchParams({
    endpoint: subscription.endpoint,
    receiver: packed(subscription.getKey("p256dh")),
    secret: packed(subscription.getKey("auth")),
    key: keyOf(subscription),
    was,
  });
  return post("/notices/devices/", body, pass);
}

export async function putOff(kind, subject) {
  const pass = await freshPass();
  return Boolean(pass) && post("/notices/answer/", new URLSearchParams({ kind, subject, answer: "not_now" }), pass);
}

// Whoever is answered with a page to go to has been heard.
async function post(path, body, pass) {
  const answer = await fetch(path, { method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": pass.token } });
  return answer.ok || answer.type === "opaqueredirect";
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
