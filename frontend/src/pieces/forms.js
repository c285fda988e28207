// Small elements that make forms quicker. Without them every form works by plain posts.

// Rows that can be added and taken away without asking the server.
class MoreRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=rows]");
      if (!button) return;
      event.preventDefault();
      if ("more" in button.dataset) this.more();
      else this.fewer(button.closest("[data-row]"));
    });
  }
  more() {
    const count = this.querySelector("[data-count]");
    const number = count.value;
    const made = document.createElement("template");
    made.innerHTML = this.querySelector("template").innerHTML.replaceAll("__n__", number);
    const row = made.content.querySelector("[data-row]");
    this.querySelector("[data-more]").before(row);
    count.value = Number(number) + 1;
    row.querySelector("input")?.focus();
  }
  fewer(row) {
    const next = row.nextElementSibling?.matches("[data-row]") ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    (next?.querySelector?.("[data-fewer]") ?? this.querySelector("[data-more]")).focus();
  }
}

// Shows below a field how its text is understood, while it is being typed.
class PreviewAsTyped extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input:not([type=hidden])");
    const place = this.querySelector("[data-preview]");
    let waiting, last;
    input?.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const asked = (last = input.value);
        const answer = await fetch(`${this.dataset.from}?${new URLSearchParams({ text: asked })}`).catch(() => null);
        if (answer?.ok && asked === last) place.innerHTML = await answer.text();
      }, 250);
    });
  }
}

// Proposes the browser's own time zone where none was chosen yet.
class BrowserZone extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input, select");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (input && zone && "propose" in this.dataset) input.value = zone;
  }
}

customElements.define("more-rows", MoreRows);
customElements.define("preview-as-typed", PreviewAsTyped);
customElements.define("browser-zone", BrowserZone);
