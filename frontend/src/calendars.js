// Says before the upload which chosen files are too large; the server judges in any case.
for (const input of document.querySelectorAll("[data-calendar-files] input[type=file]")) {
  const said = document.createElement("ul");
  said.className = "chosen";
  said.setAttribute("aria-live", "polite");
  input.after(said);
  input.addEventListener("change", () => show(input, said));
  for (const [event, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
    input.addEventListener(event, () => input.classList.toggle("over", over));
  }
}

function show(input, said) {
  const files = [...input.files];
  const large = files.find((file) => file.size > Number(input.dataset.most));
  input.setCustomValidity(large ? input.dataset.tooLarge.replace("%s", large.name) : "");
  said.replaceChildren(...files.slice(0, files.length > 1 || large ? 20 : 0).map((file) => line(file)));
  if (large) input.reportValidity();
}

function line(file) {
  const item = document.createElement("li");
  item.textContent = `${file.name} · ${size(file.size)}`;
  return item;
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
