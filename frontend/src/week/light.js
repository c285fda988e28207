// Tells the grid whether the page is light or dark, and when that changes.
export function followColourScheme() {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const set = () => (document.documentElement.dataset.colorScheme = dark.matches ? "dark" : "light");
  dark.addEventListener("change", set);
  set();
}
