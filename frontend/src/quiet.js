// A quiet timer: it lets minutes pass without a number that runs, and says when they are over. The breath
// beside it starts with it. Without this script the length stands there in words.
class QuietTimer extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    this.bar = document.createElement("progress");
    this.bar.max = Number(this.dataset.seconds);
    this.bar.value = 0;
    this.bar.hidden = true;
    this.bar.setAttribute("aria-label", this.dataset.what);
    this.said = document.createElement("span");
    this.said.className = "hush";
    this.over = document.createElement("span");
    this.over.setAttribute("role", "status");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "quiet small";
    this.button.addEventListener("click", () => (this.began ? this.stop() : this.start()));
    this.append(this.button, this.bar, this.said, this.over);
    this.name(this.dataset.start);
  }
  disconnectedCallback() {
    clearInterval(this.ticking);
  }
  start() {
    this.began = Date.now();
    this.bar.hidden = false;
    this.over.textContent = "";
    this.name(this.dataset.stop);
    this.breathe(true);
    this.ticking = setInterval(() => this.tick(), 1000);
    this.tick();
  }
  tick() {
    const passed = (Date.now() - this.began) / 1000;
    const left = Number(this.dataset.seconds) - passed;
    if (left <= 0) return this.end();
    this.bar.value = passed;
    this.said.textContent = left > 45 ? this.dataset.left.replace("%s", Math.round(left / 60) || 1) : this.dataset.last;
  }
  end() {
    this.stop();
    this.over.textContent = this.dataset.over;
    const box = this.closest("li")?.querySelector("input[type=checkbox]");
    if (box) box.checked = true;
  }
  stop() {
    clearInterval(this.ticking);
    this.began = undefined;
    this.bar.hidden = true;
    this.said.textContent = "";
    this.name(this.dataset.start);
    this.breathe(false);
  }
  breathe(on) {
    (this.closest("li") ?? document).querySelector(".breath")?.classList.toggle("going", on);
  }
  name(word) {
    this.button.textContent = word;
    this.button.setAttribute("aria-label", `${word}: ${this.dataset.what}`);
  }
}
customElements.define("quiet-timer", QuietTimer);
