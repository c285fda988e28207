// Keeps the page up to date: sends what is done, shows what came of it, and watches while a week is being planned.
import { made } from "./face.js";
import { phrase } from "./phrases.js";

const POLL = 300;
const PARTS = ["head", "words", "aside", "list"];

export class Page {
  constructor(place, version, busy) {
    this.place = place;
    this.version = version;
    this.busy = busy;
    this.seen = {};
  }

  start(grid, panel) {
    this.grid = grid;
    this.panel = panel;
    document.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("click", (event) => this.clicked(event));
    this.show(localStorage.getItem("week-shown-as") === "list" ? "list" : "grid");
    if (this.busy) this.watch();
  }

  clicked(event) {
    const link = event.target.closest("a[data-panel]");
    const shown = event.target.closest("button[data-show]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.panel.open(link.getAttribute("href"), "", link);
    }
    if (shown) this.show(shown.dataset.show);
  }

  show(as) {
    localStorage.setItem("week-shown-as", as);
    document.body.classList.toggle("as-list", as === "list");
    document.body.classList.toggle("as-grid", as === "grid");
    for (const button of document.querySelectorAll("button[data-show]")) {
      button.setAttribute("aria-pressed", String(button.dataset.show === as));
    }
    if (as === "grid") this.grid.calendar.updateSize?.();
  }

  async submitted(event) {
    const asking = event.target.closest("form[data-ask]");
    if (asking && this.panel.holds(asking)) {
      event.preventDefault();
      this.panel.ask(asking);
    }
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    const done = await this.send(form.getAttribute("action"), fields);
    if (done && this.panel.holds(form)) this.panel.close();
  }

  // Moves a block to a moment on the wall clock; true when it is there.
  move(entry, start, minutes) {
    const wall = start.toISOString();
    return this.act(entry, { act: "move", day: wall.slice(0, 10), at: wall.slice(11, 16), minutes: `${minutes} min` });
  }

  act(entry, fields) {
    return this.send(entry.url, fields);
  }

  async send(url, fields) {
    const body = new FormData(document.getElementById("edit"));
    for (const [name, value] of Object.entries({ ...fields, version: this.version })) {
      if (name !== "csrfmiddlewaretoken") body.set(name, value);
    }
    const answer = await this.ask(url, { method: "POST", body });
    return Boolean(answer) && !answer.refused;
  }

  async ask(url, options = {}) {
    let answer;
    try {
      answer = await fetch(url, { ...options, headers: { Accept: "application/json" }, credentials: "same-origin" });
    } catch {
      this.tell(phrase("lost"));
      return null;
    }
    if (!answer.headers.get("Content-Type")?.includes("json")) {
      this.tell(phrase(answer.status >= 500 ? "broken" : "expired"));
      return null;
    }
    const state = await answer.json();
    this.apply(state);
    return state;
  }

  apply(state) {
    const wasBusy = this.busy;
    this.version = state.version;
    this.busy = state.busy;
    this.grid.show(state);
    for (const name of PARTS) this.part(name, state.parts[name]);
    this.again(state.again);
    if (state.asks) this.asks(state.asks);
    if (state.told && !state.again) this.tell(state.told, state.tone);
    if (this.busy) this.watch();
    else if (wasBusy && !state.told) this.tell(phrase("ready"), "calm");
  }

  // Replaces a part that the server wrote anew, if it reads differently, and keeps the focus where it was.
  part(name, html) {
    const place = document.getElementById(`part-${name}`);
    const reads = html.replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "");
    if (this.seen[name] === reads) return;
    this.seen[name] = reads;
    const bar = place.querySelector("progress");
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    const fresh = parsed.querySelector("progress");
    if (bar && fresh && bar.parentElement.querySelector("label").textContent === parsed.querySelector("label").textContent) {
      bar.value = fresh.value;
      return;
    }
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const action = active?.closest("form")?.getAttribute("action");
    const link = active?.getAttribute?.("href");
    place.replaceChildren(...parsed.childNodes);
    if (active) this.refocus(place, action, link);
  }

  refocus(place, action, link) {
    const same = action ? place.querySelector(`form[action="${CSS.escape(action)}"] button`) : link && place.querySelector(`a[href="${CSS.escape(link)}"]`);
    const next = same || place.querySelector("button, h1, h2, a");
    if (!next) return;
    if (!next.matches("a, button")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }

  again(html) {
    const place = document.getElementById("again");
    place.replaceChildren(...(html ? new DOMParser().parseFromString(html, "text/html").body.childNodes : []));
    if (html && this.panel.isOpen) this.panel.close();
    if (html) place.querySelector("button")?.focus();
  }

  // What the frame of a page would ask after a change, such as how long a finished task took.
  asks(html) {
    const place = document.getElementById("asked");
    place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    place.scrollIntoView({ block: "nearest" });
  }

  watch() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(this.place.dataset.events), POLL);
  }

  // Says something to everybody, those who hear the page among them.
  tell(words, tone = "") {
    if (this.panel.isOpen && tone !== "calm") {
      this.panel.tell(words);
      return;
    }
    const told = made("div", `notice told ${tone}`);
    told.append(made("p", "", words));
    const undo = document.querySelector(`form[action$="/undo/"]`);
    if (tone === "calm" && undo && !this.busy) told.append(this.button(phrase("undo"), "quiet small", () => undo.requestSubmit()));
    told.append(this.button(phrase("close"), "plain", () => told.remove()));
    document.getElementById("words").replaceChildren(told);
    clearTimeout(this.telling);
    if (tone === "calm") this.telling = setTimeout(() => this.letGo(told), 9000);
  }

  letGo(told) {
    if (told.matches(":hover, :focus-within")) this.telling = setTimeout(() => this.letGo(told), 3000);
    else told.remove();
  }

  button(words, className, act) {
    const button = made("button", className, words);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
}
