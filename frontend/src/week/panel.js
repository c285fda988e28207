// The dialog in which one block tells about itself. The server writes what is in it.
import { made } from "./face.js";
import { phrase } from "./phrases.js";

export class Panel {
  constructor(dialog, page) {
    this.dialog = dialog;
    this.page = page;
    dialog.addEventListener("close", () => this.back());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  get isOpen() {
    return this.dialog.open;
  }

  holds(element) {
    return this.dialog.contains(element);
  }

  // A block tells about itself here; an event does on its calendar's page.
  openEntry(entry) {
    if (entry.look === "fact") window.location.assign(entry.url);
    else if (entry.url) this.open(entry.url, entry.id);
  }

  async open(url, block = "", opener = null) {
    let answer;
    try {
      answer = await fetch(url, { headers: { "X-Part": "panel" }, credentials: "same-origin" });
    } catch {
      this.page.tell(phrase("lost"));
      return;
    }
    if (!answer.ok || answer.redirected) {
      window.location.assign(url);
      return;
    }
    if (!this.isOpen) {
      this.block = block;
      this.opener = opener;
    }
    const inside = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    this.dialog.replaceChildren(...inside.childNodes);
    this.dialog.querySelector("header")?.prepend(this.closing());
    if (!this.isOpen) this.dialog.showModal();
    const heading = this.dialog.querySelector("[data-answer]") || this.dialog.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus();
  }

  // What is asked for in the panel is answered in it.
  ask(form) {
    const asked = new URLSearchParams(new FormData(form));
    return this.open(`${form.getAttribute("action")}?${asked}`);
  }

  closing() {
    const button = made("button", "plain close", "×");
    button.type = "button";
    button.setAttribute("aria-label", phrase("close"));
    button.addEventListener("click", () => this.close());
    return button;
  }

  close() {
    this.dialog.close();
  }

  tell(words) {
    this.dialog.querySelector(".told")?.remove();
    const told = made("p", "notice told", words);
    told.setAttribute("role", "alert");
    this.dialog.querySelector("header").after(told);
    told.scrollIntoView({ block: "nearest" });
  }

  back() {
    const again = document.querySelector("#again button");
    if (again) again.focus();
    else if (this.block) requestAnimationFrame(() => this.page.grid.focus(this.block));
    else if (this.opener?.isConnected) this.opener.focus();
    else if (this.opener) document.querySelector(`a[href="${CSS.escape(this.opener.getAttribute("href"))}"]`)?.focus();
    this.dialog.replaceChildren();
  }
}
