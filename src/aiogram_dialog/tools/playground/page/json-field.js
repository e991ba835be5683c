import { connection } from "./app.js";
import { DeedError } from "./connection.js";
import { h } from "./dom.js";
import { toast } from "./toasts.js";

const TOKEN = new RegExp([
  /("(?:[^"\\]|\\.)*")(\s*:)?/u, // a string, the name of a field or not
  /\b(?:true|false|null)\b/u,
  /-?\d[\d.eE+-]*/u,
].map((it) => it.source).join("|"), "gu");

/**
 * A value of a record: seen in colours, edited as JSON.
 *
 * What is typed is kept when the bot changes the value meanwhile.
 */
export class JsonField extends HTMLElement {
  #text = "";
  #label = "";
  /** @type {((value: any) => Record<string, any>) | null} */
  #deed = null;
  #view = h("pre", { tabindex: "0", class: "json" });
  #area = h("textarea", {
    spellcheck: "false",
    oninput: () => this.#check(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") this.#close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        this.#save();
      }
    },
  });
  #wrong = h("p", { class: "wrong", role: "alert" });
  #save_ = h("button", {
    type: "button", class: "button primary", onclick: () => this.#save(),
  }, "Save");
  #form = h("div", { class: "json-form", hidden: true },
    this.#area, this.#wrong, h("div", { class: "dialog-buttons" },
      this.#save_,
      h("button", {
        type: "button", class: "button", onclick: () => this.#close(),
      }, "Cancel")));
  #edit = h("button", {
    type: "button", class: "small-button", onclick: () => this.#open(),
  }, "Edit");
  #name = h("span", { class: "json-name" });

  connectedCallback() {
    this.replaceChildren(
      h("div", { class: "json-head" }, this.#name, this.#edit),
      this.#view, this.#form);
  }

  /**
   * @param {string} label
   * @param {any} value
   * @param {((value: any) => Record<string, any>) | null} deed the fields
   *   of `store` for a new value; without it nothing can be edited
   */
  set(label, value, deed) {
    this.#deed = deed;
    this.#label = label;
    this.#name.textContent = label;
    this.#edit.hidden = !deed;
    this.#edit.setAttribute("aria-label", `Edit ${label}`);
    this.#view.setAttribute("aria-label", label);
    this.#area.setAttribute("aria-label", `${label} as JSON`);
    const text = JSON.stringify(value, null, 2) ?? "null";
    if (text === this.#text) return;
    const isFirst = this.#text === "";
    this.#text = text;
    this.#view.replaceChildren(...colour(text));
    if (!isFirst) {
      this.classList.remove("changed");
      requestAnimationFrame(() => this.classList.add("changed"));
    }
    if (!this.#form.hidden) {
      this.#wrong.textContent = "The bot has changed it meanwhile.";
    }
  }

  #open() {
    this.#area.value = this.#text;
    this.#area.rows = Math.min(16, this.#text.split("\n").length + 1);
    this.#show(true);
    this.#check();
    this.#area.focus();
  }

  #close() {
    this.#show(false);
    this.#edit.focus();
  }

  /** @param {boolean} isEdited */
  #show(isEdited) {
    this.#form.hidden = !isEdited;
    this.#view.hidden = isEdited;
    this.#edit.hidden = isEdited;
  }

  /** Say what is wrong with what is typed. */
  #check() {
    try {
      JSON.parse(this.#area.value);
      this.#wrong.textContent = "";
    } catch (error) {
      this.#wrong.textContent = String(error).replace("SyntaxError: ", "");
    }
    this.#save_.disabled = this.#wrong.textContent !== "";
    this.#area.setAttribute("aria-invalid", String(this.#save_.disabled));
  }

  async #save() {
    this.#check();
    if (this.#save_.disabled || !this.#deed) return;
    try {
      const value = JSON.parse(this.#area.value);
      await connection.ask("store", this.#deed(value));
      this.#close();
      toast(`${this.#label} is stored.`);
    } catch (error) {
      if (!(error instanceof DeedError)) throw error;
      this.#wrong.textContent = error.message;
    }
  }
}

customElements.define("json-field", JsonField);

/**
 * Split JSON into coloured parts.
 *
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function colour(text) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [all, string, colon] = match;
    parts.push(text.slice(at, match.index));
    const kind = colon ? "key" : string ? "string" : "atom";
    parts.push(h("span", { class: `json-${kind}` }, string ?? all));
    if (colon) parts.push(colon);
    at = match.index + all.length;
  }
  parts.push(text.slice(at));
  return parts;
}
