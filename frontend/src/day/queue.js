// Check-ins on their way: kept on this device until the server has said that it has them.
// The same record may be sent twice; the server knows it by its id. Pages and the worker share this file.
const STORE = "check-ins";
const SYNC = "check-ins";

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("counterpoint", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

// Runs `work` in one transaction; what it gives back is the result of its last request.
async function within(mode, work) {
  const base = await open();
  try {
    return await new Promise((done, failed) => {
      const step = base.transaction(STORE, mode);
      let result;
      work(step.objectStore(STORE), (value) => (result = value));
      step.oncomplete = () => done(result);
      step.onerror = step.onabort = () => failed(step.error);
    });
  } finally {
    base.close();
  }
}

// Answers join what is kept under the same id; `rev` tells whether something came meanwhile.
export function keep(id, whose, answers) {
  return within("readwrite", (store) => {
    store.get(id).onsuccess = ({ target }) => {
      const there = target.result ?? { id, for: whose, at: Date.now(), answers: {}, rev: 0 };
      store.put({ ...there, answers: { ...there.answers, ...answers }, rev: there.rev + 1 });
    };
  });
}

export async function waiting() {
  return (await within("readonly", (store, give) => (store.getAll().onsuccess = ({ target }) => give(target.result)))) ?? [];
}

function letGo(record) {
  return within("readwrite", (store) => {
    store.get(record.id).onsuccess = ({ target }) => {
      if (target.result?.rev === record.rev) store.delete(record.id);
    };
  });
}

let pass = null; // whose browser this is by the server's word, and the proof that a form is ours

export async function freshPass() {
  const answer = await fetch("/check-in/token/", { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
  pass = answer.ok ? await answer.json() : null;
  return pass;
}

let sending = null;

// Sends all that waits and is the signed-in person's: "sent", "waiting" (no network) or "signed-out". One at a
// time of all tabs and the worker, else an earlier answer could arrive behind a later one and stand.
export function send() {
  sending = (sending ?? Promise.resolve()).then(alone, alone);
  return sending;
}

function alone() {
  return navigator.locks ? navigator.locks.request("check-ins", all) : all();
}

async function all() {
  try {
    const records = await waiting();
    if (!records.length) return "sent";
    if (!pass && !(await freshPass())) return "signed-out";
    let outcome = "sent";
    for (const record of records) {
      if (record.for !== pass.for || !(await one(record))) outcome = "waiting";
    }
    if (outcome !== "sent") await later();
    return outcome;
  } catch {
    await later();
    return "waiting";
  }
}

async function one(record, again = true) {
  const body = new URLSearchParams({ ...record.answers, id: record.id, for: record.for, ago: (Date.now() - record.at) / 1000 });
  const answer = await fetch("/check-in/", {
    method: "POST",
    body,
    redirect: "manual",
    keepalive: true,
    headers: { Accept: "application/json", "X-CSRFToken": pass.token },
  });
  if (answer.ok) {
    await letGo(record);
    return true;
  }
  if (again && (answer.status === 403 || answer.type === "opaqueredirect" || answer.status === 409)) {
    const fresh = await freshPass();
    return Boolean(fresh) && fresh.for === record.for && one(record, false);
  }
  return false;
}

// Where the browser can, it wakes the worker when there is a network again.
async function later() {
  const worker = globalThis.registration ?? (await navigator.serviceWorker?.getRegistration());
  await worker?.sync?.register(SYNC).catch(() => {});
}
