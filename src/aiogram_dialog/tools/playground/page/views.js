import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {"chats" | "chat" | "inspector"} View a column of the page */

/** Show one of the columns, where there is room for one only.
 *
 * @param {View} view
 */
export function setView(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll("view-bar button")) {
    if (!(button instanceof HTMLElement)) continue;
    const isHere = button.dataset.view === view;
    if (isHere) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
}

/** The bar at the bottom that leads to the columns. */
class ViewBar extends HTMLElement {
  connectedCallback() {
    /** @type {[View, string, import("./icons.js").IconName][]} */
    const views = [
      ["chats", "Chats", "group"],
      ["chat", "Chat", "chats"],
      ["inspector", "Inspector", "inspect"],
    ];
    this.replaceChildren(h("nav", { "aria-label": "Views" },
      ...views.map(([view, label, name]) => h("button", {
        type: "button", "data-view": view, onclick: () => setView(view),
      }, icon(name), h("span", {}, label)))));
    setView("chat");
  }
}

customElements.define("view-bar", ViewBar);
