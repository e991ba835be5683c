/** @typedef {"system" | "light" | "dark"} Theme */

const KEY = "playground-theme";

/** @returns {Theme} what was chosen, on this computer */
export function chosenTheme() {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** @param {Theme} theme */
export function setTheme(theme) {
  localStorage.setItem(KEY, theme);
  document.documentElement.dataset.theme = theme;
}
