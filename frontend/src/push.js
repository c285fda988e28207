// “Tell me on this device”: asks the browser only when pressed, and says what stands in the way.
// Every sentence stands on the page already; this shows the one that is true.
import { keepDevice, keyOf, nameOf } from "./day/device.js";

const PATIENCE = 10_000; // for the worker, which may have been refused

class PushHere extends HTMLElement {
  async connectedCallback() {
    this.querySelector("button").addEventListener("click", () => this.turnOn());
    this.say("");
    this.say(await this.state());
  }

  // A press must reach the browser's question at once, so everything is made ready before it.
  async state() {
    if (!globalThis.isSecureContext) return "insecure";
    if (!("serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis)) {
      return navigator.standalone === false ? "home-screen" : "unsupported";
    }
    this.worker = await Promise.race([navigator.serviceWorker.ready, new Promise((over) => setTimeout(over, PATIENCE))]);
    if (!this.worker) return "unsupported";
    const there = await this.worker.pushManager.getSubscription();
    if (there && (await this.isOurs(there))) return "on";
    return Notification.permission === "denied" ? "denied" : "off";
  }

  async isOurs(subscription) {
    return keyOf(subscription) === this.dataset.key && this.dataset.known.split(" ").includes(await nameOf(subscription));
  }

  async turnOn() {
    this.say("asking");
    try {
      const answer = await Notification.requestPermission();
      if (answer !== "granted") return this.say(answer === "denied" ? "denied" : "off");
      const { pushManager } = this.worker;
      await (await pushManager.getSubscription())?.unsubscribe(); // another person's, of another key, or taken away here
      const options = { userVisibleOnly: true, applicationServerKey: this.dataset.key };
      const wrong = await keepDevice(await pushManager.subscribe(options));
      if (!wrong) return location.reload();
      this.say(wrong === "?" ? "not-kept" : "told", wrong);
    } catch {
      this.say("failed");
    }
  }

  say(state, words = "") {
    this.querySelector("[data-words]").textContent = words;
    for (const each of this.querySelectorAll("[data-when]")) each.hidden = !each.dataset.when.split(" ").includes(state);
  }
}

customElements.define("push-here", PushHere);
