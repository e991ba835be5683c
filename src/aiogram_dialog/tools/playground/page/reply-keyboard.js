import { actHere, store } from "./app.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { roveGrid } from "./roving.js";
import { toast } from "./toasts.js";

/** @import { ReplyKey, ReplyKeyboard } from "./types.js" */

/** The keyboard in place of the one people type with. */
class ReplyKeys extends HTMLElement {
  /** @type {HTMLElement[][]} */
  #keys = [];
  #shown = "";

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Reply keyboard");
    roveGrid(this, () => this.#keys);
    for (const name of /** @type {const} */ (["world", "selection"])) {
      store.on(name, () => this.#draw());
    }
  }

  #draw() {
    const keyboard = currentKeyboard();
    const wanted = JSON.stringify([
      store.chatKey, store.person?.id, keyboard?.rows ?? [],
    ]);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    const rows = keyboard?.rows ?? [];
    this.hidden = rows.length === 0;
    this.#keys = rows.map((row) => row.map(drawKey));
    this.replaceChildren(...this.#keys.map((row) =>
      h("div", { class: "row" }, ...row)));
    const [first] = this.#keys.flat();
    for (const key of this.#keys.flat()) {
      key.tabIndex = key === first ? 0 : -1;
    }
  }
}

customElements.define("reply-keys", ReplyKeys);

/** @returns {ReplyKeyboard | null} of who acts in this chat */
export function currentKeyboard() {
  const { chat, person } = store;
  return chat && person
    ? chat.reply_keyboard[String(person.id)] ?? null : null;
}

/** @param {ReplyKey} key */
function drawKey(key) {
  const mark = key.request === "contact" ? "person"
    : key.request === "location" ? "pin"
    : key.request ? "window" : null;
  return h("button", {
    type: "button",
    class: `key ${key.style ?? ""}`,
    onclick: () => press(key),
  },
  key.icon && h("span", {
    class: "key-emoji", title: `Custom emoji ${key.icon}`,
  }, "✦"),
  h("span", { class: "key-text" }, key.text),
  mark && icon(mark));
}

/** @param {ReplyKey} key */
async function press({ text, request }) {
  if (request && request !== "contact" && request !== "location") {
    toast(`Asking for "${request}" is not played here.`);
    return;
  }
  await actHere("press_reply", { text, ...request ? { request } : {} });
}
