/**
 * @typedef {string | number | boolean | null | undefined
 *   | ((event: any) => void)} Value
 * @typedef {Node | string | null | undefined | false} Child
 */

/**
 * Make an element: functions listen, other values are attributes.
 *
 * Texts become text nodes, never HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Value>} [attributes] `false`, `null`: left out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...present(children));
  return element;
}

/** @param {Child[]} children @returns {(Node | string)[]} */
export function present(children) {
  return /** @type {(Node | string)[]} */ (
    children.filter((it) => it !== null && it !== undefined && it !== false
      && it !== "")
  );
}

/**
 * A button of an icon alone, with its name for those who do not see it.
 *
 * @param {string} label
 * @param {Node} icon
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, Value>} [attributes]
 */
export function iconButton(label, icon, onclick, attributes = {}) {
  return h("button", {
    type: "button",
    class: "icon-button",
    "aria-label": label,
    title: label,
    onclick,
    ...attributes,
  }, icon);
}

/** @param {string} text */
export function initials(text) {
  const words = text.trim().split(/\s+/u).filter(Boolean);
  return words.slice(0, 2).map((it) => [...it][0]?.toUpperCase()).join("");
}

/**
 * @param {string} name
 * @param {number} id what the colour is taken from
 * @param {string} [kind] a class more
 */
export function avatar(name, id, kind = "") {
  return h("span", {
    class: `avatar hue-${Math.abs(id) % 8} ${kind}`,
    "aria-hidden": "true",
  }, initials(name));
}

/**
 * Copy, and say whether it was possible.
 *
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {number | string | null | undefined} date seconds, or a text */
export function toDate(date) {
  return new Date(typeof date === "number" ? date * 1000 : date ?? 0);
}

/** @param {number} size in bytes */
export function formatSize(size) {
  const units = ["B", "KB", "MB", "GB"];
  let at = 0;
  for (; size >= 1024 && at < units.length - 1; at += 1) size /= 1024;
  return `${at ? size.toFixed(1) : size} ${units[at]}`;
}

/** @param {number} seconds */
export function formatDuration(seconds) {
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}
