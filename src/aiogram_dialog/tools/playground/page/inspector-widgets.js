import { store } from "./app.js";
import { copyText, h } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./toasts.js";

/** @import { Context, Widget } from "./types.js" */

/** The widgets of the windows that are open in the chat. */
class InspectorWidgets extends HTMLElement {
  #drawn = "";

  connectedCallback() {
    for (const name of /** @type {const} */ (
      ["state", "selection", "reset"])) {
      store.on(name, () => this.#draw());
    }
  }

  #draw() {
    const contexts = store.stored.stacks
      .filter((it) => it.chat === store.chatKey)
      .flatMap((it) => [...it.contexts].reverse());
    const drawn = JSON.stringify(contexts.map((it) =>
      [it.intent, it.state, it.window]));
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const cards = contexts.flatMap((it) =>
      it.window ? [drawWindow(it)] : []);
    this.replaceChildren(...cards.length ? cards : [
      h("div", { class: "empty" }, icon("window"),
        h("p", {}, "No window is open in this chat."))]);
  }
}

customElements.define("inspector-widgets", InspectorWidgets);

/** @param {Context} context */
function drawWindow({ state, window }) {
  return h("section", { class: "card", "aria-label": `Window ${state}` },
    h("header", {}, h("h3", {}, state),
      h("span", { class: "tag" }, window?.dialog ?? "")),
    drawTree(window?.tree ?? []));
}

/** @param {Widget[]} widgets @returns {HTMLElement} */
function drawTree(widgets) {
  return h("ul", { class: "tree" }, ...widgets.map((it) => {
    const row = drawRow(it);
    return it.children.length
      ? h("li", {}, h("details", { open: true },
        h("summary", {}, row), drawTree(it.children)))
      : h("li", { class: "leaf" }, row);
  }));
}

/** @param {Widget} widget */
function drawRow({ id, type, file, line }) {
  const name = file?.split(/[\\/]/u).at(-1);
  const place = `${file}:${line}`;
  return h("span", { class: "widget" },
    h("b", {}, type),
    id && h("code", {}, id),
    file && h("button", {
      type: "button",
      class: "source-line",
      title: `Copy ${place}`,
      onclick: async (/** @type {Event} */ event) => {
        event.preventDefault();
        if (await copyText(place)) toast(`Copied: ${place}`);
      },
    }, `${name}:${line}`));
}
