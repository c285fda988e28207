// Buttons that copy a field's text, and links that open a mail with it as it is now. Without a script there
// are no such buttons, and another one puts what was changed into the link.
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

for (const link of document.querySelectorAll("[data-mail-of]")) {
  const field = document.getElementById(link.dataset.mailOf);
  const written = () => {
    const [before] = link.href.split("&body=");
    link.href = `${before}&body=${encodeURIComponent(field.value.replace(/\r?\n/g, "\r\n"))}`;
  };
  field.addEventListener("input", written);
  if (field.value !== field.defaultValue) written();
}
for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
