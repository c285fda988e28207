// Shows what others would read while it is being written; without a script there is a button for it.
const form = document.querySelector("form[data-preview-from]");
const place = document.querySelector("[data-preview]");
let waiting, latest;

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const asked = (latest = new FormData(form));
    const answer = await fetch(form.dataset.previewFrom, { method: "POST", body: asked }).catch(() => null);
    if (answer?.ok && asked === latest) place.innerHTML = await answer.text();
  }, 300);
});
