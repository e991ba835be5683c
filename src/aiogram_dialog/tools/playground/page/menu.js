import { h } from "./dom.js";
import { roveLine, setStop } from "./roving.js";

/**
 * @typedef {{
 *   label: string, hint?: string, icon?: Element, checked?: boolean,
 *   chosen: () => void,
 * }} MenuItem
 */

/**
 * Open a menu beside a button, until something is chosen or left.
 *
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {MenuItem[]} items
 */
export function openMenu(anchor, label, items) {
  const rows = items.map((item) =>
    h("button", {
      type: "button",
      role: item.checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": item.checked === undefined
        ? null : String(item.checked),
      onclick: () => {
        close();
        item.chosen();
      },
    }, item.icon, h("span", {}, item.label),
    item.hint && h("small", {}, item.hint)));
  const menu = h("div", { role: "menu", class: "menu", "aria-label": label },
    ...rows);
  const leaving = new AbortController();

  function close() {
    leaving.abort();
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    anchor.focus();
  }

  roveLine(menu, () => rows);
  setStop(rows, rows.find((_, at) => items[at]?.checked) ?? rows[0]);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) close();
  }, { capture: true, signal: leaving.signal });
  document.body.append(menu);
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor);
  rows.find((it) => it.tabIndex === 0)?.focus();
}

/** @param {HTMLElement} menu @param {HTMLElement} anchor */
function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const above = at.top - height - 6;
  const below = Math.min(at.bottom + 6, innerHeight - height - 6);
  const left = Math.min(at.left, innerWidth - width - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${at.top > innerHeight / 2 ? Math.max(8, above)
    : Math.max(8, below)}px`;
}
