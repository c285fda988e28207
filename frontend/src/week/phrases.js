// Words that the script says; the server wrote them, in the person's language.
export function phrase(name, otherwise = "") {
  const held = document.getElementById("phrases")?.content.querySelector(`[data-phrase="${name}"]`);
  return held ? held.textContent : otherwise;
}
