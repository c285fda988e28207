// The form of a check-in: each tap is kept at once on the device, then sent. Without it the form posts as usual.
import { keep, send, waiting } from "./queue.js";

const LEFT = 10 * 60 * 1000; // a page that was left for so long begins a new check-in

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class CheckIn extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.elements.id.value = newId();
    this.querySelector(".keep").hidden = true;
    this.form.addEventListener("pointerdown", (event) => this.remember(event));
    this.form.addEventListener("click", (event) => this.tapped(event));
    this.form.addEventListener("change", (event) => this.said(event.target));
    this.form.addEventListener("submit", (event) => {
      if (this.plain) return;
      event.preventDefault();
      this.save({});
    });
    document.addEventListener("visibilitychange", () => this.perhapsAnew());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    const late = this.querySelector("[data-evening]");
    if (late && this.hour() >= 18) late.hidden = false;
  }

  // The hour by the person's own zone, as on every page; by the device's where it does not know that zone.
  hour() {
    try {
      return Number(new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone: this.dataset.zone }).format());
    } catch {
      return new Date().getHours();
    }
  }

  perhapsAnew() {
    if (!document.hidden && this.last && Date.now() - this.last > LEFT) location.reload();
  }

  // A second tap on what is chosen takes it back.
  remember(event) {
    const input = event.target.closest("label")?.querySelector("input[type=radio]");
    this.chosen = input?.checked ? input : null;
  }

  tapped(event) {
    if (event.target !== this.chosen) return;
    this.chosen.checked = false;
    this.chosen = null;
    this.save({ [event.target.name]: "" });
  }

  said(input) {
    if (input.name) this.save({ [input.name]: input.value });
  }

  // The first tap takes along what stands beside it and was not touched.
  standing() {
    const names = ["activity", "offered", "domain_id", "prompt_id"];
    return Object.fromEntries(names.filter((name) => this.form.elements[name]).map((name) => [name, this.form.elements[name].value]));
  }

  async save(answers) {
    const id = this.form.elements.id.value;
    this.last = Date.now();
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.querySelector("[data-status]").textContent = "";
    try {
      await keep(id, this.dataset.for, { ...this.standing(), ...answers });
    } catch {
      return this.byHand();
    }
    const outcome = await send();
    const waits = (await waiting()).some((record) => record.id === id);
    if (turn !== this.turn) return; // what is told is true of the last tap
    this.tell(!waits ? "saved" : outcome === "signed-out" ? "signedOut" : "waits", waits);
  }

  // A browser that keeps nothing on the device: the form posts as it would without this script.
  byHand() {
    this.plain = true;
    this.querySelector(".keep").hidden = false;
    this.tell("byHand", true);
  }

  tell(word, waits) {
    const place = this.querySelector("[data-status]");
    place.toggleAttribute("data-waits", waits);
    if (place.textContent !== this.dataset[word]) place.textContent = this.dataset[word];
  }
}

customElements.define("check-in", CheckIn);
