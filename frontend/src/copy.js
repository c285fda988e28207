// Buttons that copy a field's text; they are hidden where there is no script.
import { phrase } from "./week/phrases.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    const before = button.textContent;
    button.textContent = phrase("copied", "✓");
    setTimeout(() => (button.textContent = before), 2000);
  });
}
