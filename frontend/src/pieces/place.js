// A press that comes back to the same page leaves the focus and the view where they were: one goes on with the next
// line of a list, not from the top. Where the pressed thing is gone, what stands in its place has the focus.
const KEPT = "place";
const SECONDS = 15;
let byHand = false; // without a pointer: by key, or by what reads the page

document.addEventListener("click", (event) => (byHand = event.detail === 0), true);
document.addEventListener("submit", ({ target: form, submitter }) => {
  const sentHere = form.closest("[data-send], [hx-post], check-in");
  if (form.method !== "post" || sentHere || !submitter || !form.closest("main")) return;
  sessionStorage.setItem(KEPT, JSON.stringify({
    path: location.pathname,
    at: Date.now(),
    top: submitter.getBoundingClientRect().top,
    action: form.getAttribute("action"),
    name: submitter.name,
    value: submitter.value,
    line: lineOf(submitter),
    byHand,
  }));
});
comeBack(JSON.parse(sessionStorage.getItem(KEPT) ?? "null"));

function comeBack(kept) {
  sessionStorage.removeItem(KEPT);
  const elsewhere = !kept || kept.path !== location.pathname || Date.now() - kept.at > SECONDS * 1000;
  if (elsewhere || location.hash || document.querySelector("[autofocus]")) return;
  const place = same(kept) ?? next(kept.line);
  if (!place) return;
  if (kept.byHand) place.focus({ preventScroll: true });
  window.scrollBy({ top: place.getBoundingClientRect().top - kept.top, behavior: "instant" });
  sayAgain();
}

// The same button; or, where it turned into another, the one that says something of the same thing.
function same({ action, name, value }) {
  const forms = [...document.querySelectorAll("main form")].filter((form) => form.getAttribute("action") === action);
  const buttons = forms.flatMap((form) => [...form.querySelectorAll("button:not([tabindex='-1'])")]);
  const named = buttons.filter((button) => button.name === name && button.checkVisibility?.() !== false && !button.closest("details:not([open])"));
  const id = value.slice(value.indexOf("-"));
  return named.find((each) => each.value === value)
    ?? (value.includes("-") ? named.find((each) => each.value.endsWith(id)) : action && named[0]);
}

function lines() {
  return [...document.querySelectorAll("main :is(ul, ol)")].filter((list) => list.querySelector(":scope > li form, :scope > li button"));
}

function lineOf(button) {
  const line = button.closest("li");
  const list = lines().indexOf(line?.parentElement);
  return list < 0 ? null : { list, place: [...line.parentElement.children].indexOf(line) };
}

function next(line) {
  const those = line && lines()[line.list]?.children;
  return those?.[Math.min(line.place, those.length - 1)]?.querySelector("button, a[href]");
}

// What the page says at its head, or offers to take back there, is read out, and seen where one is now.
function sayAgain() {
  const places = [document.getElementById("words"), document.querySelector("main > .undo")];
  const said = places.filter((each) => each?.textContent.trim());
  for (const each of said) {
    if (each.getBoundingClientRect().bottom > 0) continue;
    each.classList.add("beside");
    each.addEventListener("animationend", () => each.classList.remove("beside"), { once: true });
  }
  if (!said.length) return;
  const aloud = document.createElement("div");
  aloud.className = "visually-hidden";
  aloud.setAttribute("role", "status");
  document.querySelector("main").append(aloud);
  setTimeout(() => (aloud.textContent = said.map((each) => each.textContent.trim().replace(/\s+/g, " ")).join(" ")), 150);
}
