// Where a form keeps each answer as it is given, one that came before the page was ready to keep it (a slow
// line) is kept as soon as it is.
document.addEventListener("htmx:load", ({ target }) => {
  for (const form of target.querySelectorAll("form[data-keeps]")) {
    if ([...form.elements].some(answered)) form.dispatchEvent(new Event("change"));
  }
});

function answered(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
}
