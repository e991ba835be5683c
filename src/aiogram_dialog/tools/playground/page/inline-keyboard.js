import { act, store } from "./app.js";
import { copyText, h } from "./dom.js";
import { icon } from "./icons.js";
import { roveGrid } from "./roving.js";
import { toast } from "./toasts.js";
import { safeUrl } from "./urls.js";

/** @import { IconName } from "./icons.js" */
/** @import { Button, Message, Press } from "./types.js" */

/** @type {Partial<Record<string, IconName>>} */
const MARKS = {
  url: "link",
  web_app: "window",
  copy: "copy",
  switch: "forward",
  switch_here: "forward",
  login: "key",
  pay: "card",
  game: "game",
};

/** The buttons under a message. */
export class InlineKeyboard extends HTMLElement {
  /** @type {HTMLElement[][]} */
  keys = [];

  /**
   * @param {string} chat
   * @param {Message} message
   */
  draw(chat, message) {
    const rows = message.keyboard ?? [];
    this.keys = rows.map((row, at) => row.map((button, column) =>
      drawKey(button, {
        chat, message: message.id, row: at, column,
      })));
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Buttons of the message");
    this.replaceChildren(...this.keys.map((row) =>
      h("div", { class: "row" }, ...row)));
    roveGrid(this, () => this.keys);
  }

  /** Mark a button, or take the mark. @param {Press} press */
  setWaiting(press, waits = true) {
    const key = this.keys[press.row]?.[press.column];
    if (key) markWaiting(key, waits);
  }
}

customElements.define("inline-keyboard", InlineKeyboard);

/**
 * @typedef {{
 *   chat: string, message: number, row: number, column: number,
 * }} Place of a button
 *
 * @param {Button} button
 * @param {Place} place
 */
function drawKey(button, place) {
  const mark = MARKS[button.kind];
  const href = ["url", "web_app", "login"].includes(button.kind)
    ? safeUrl(button.url) : null;
  const label = [
    button.icon && h("span", {
      class: "key-emoji", title: `Custom emoji ${button.icon}`,
    }, "✦"),
    h("span", { class: "key-text" }, button.text),
    mark && icon(mark),
  ];
  const facts = {
    class: `key ${button.style ?? ""} ${button.kind}`,
    tabindex: "-1",
    title: hint(button),
  };
  if (href) {
    return h("a", {
      ...facts, href, target: "_blank", rel: "noopener noreferrer",
    }, ...label);
  }
  const key = h("button", {
    type: "button", ...facts, onclick: () => press(button, place),
  }, ...label);
  const { chat, message, row, column } = place;
  if (store.waits(chat, message, row, column)) markWaiting(key, true);
  return key;
}

/** @param {HTMLElement} key @param {boolean} waits */
function markWaiting(key, waits) {
  key.classList.toggle("waits", waits);
  if (waits) key.setAttribute("aria-busy", "true");
  else key.removeAttribute("aria-busy");
}

/** @param {Button} button */
function hint({ kind, data, url, copy }) {
  const about = data ?? url ?? copy;
  return about ? `${kind}: ${about}` : kind;
}

/** @param {Button} button @param {Place} place */
async function press(button, place) {
  switch (button.kind) {
    case "callback":
    case "game":
      await act("press", { ...place, person: store.person?.id });
      break;
    case "copy": {
      const text = button.copy ?? "";
      const done = await copyText(text);
      toast(done ? `Copied: ${text}` : `Copy this by hand: ${text}`);
      break;
    }
    case "switch":
    case "switch_here": {
      const name = store.world?.bot.username ?? "";
      document.dispatchEvent(new CustomEvent("compose", {
        detail: `@${name} ${button.data ?? ""}`,
      }));
      break;
    }
    case "pay":
      toast("Payments are not played here.");
      break;
    default:
      toast(`Telegram would open ${button.url ?? "nothing"}.`);
  }
}
