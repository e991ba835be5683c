import { store } from "./app.js";
import { h } from "./dom.js";
import "./inspector-timeline.js";
import "./inspector-state.js";
import "./inspector-widgets.js";
import "./controls-panel.js";
import { roveLine } from "./roving.js";
import { setView } from "./views.js";

const TABS = /** @type {const} */ ([
  ["state", "State"],
  ["widgets", "Widgets"],
  ["timeline", "Timeline"],
  ["controls", "Controls"],
]);

/** The column that shows how the bot works, in tabs. */
class InspectorPanel extends HTMLElement {
  #errors = h("span", { class: "count danger", hidden: true });

  connectedCallback() {
    const tabs = TABS.map(([name, label]) => h("button", {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "aria-controls": `panel-${name}`,
      onclick: () => this.open(name),
      onfocus: () => this.open(name),
    }, label, name === "timeline" && this.#errors));
    const panels = TABS.map(([name]) => h("div", {
      role: "tabpanel",
      id: `panel-${name}`,
      "aria-labelledby": `tab-${name}`,
      class: `panel ${name === "timeline" ? "" : "scroll"}`,
    }, document.createElement(
      name === "controls" ? "controls-panel" : `inspector-${name}`)));
    const list = h("div", {
      role: "tablist", class: "tabs", "aria-label": "Inspector",
    }, ...tabs);
    roveLine(list, () => tabs);
    this.replaceChildren(list, ...panels);
    this.open("state");
    store.on("mark", ({ from }) => {
      if (from === "timeline") setView("chat");
      else {
        this.open("timeline");
        setView("inspector");
      }
    });
    store.on("timeline", () => this.#count());
    store.on("reset", () => this.#count());
  }

  /** @param {typeof TABS[number][0]} name */
  open(name) {
    for (const [other] of TABS) {
      const tab = this.querySelector(`#tab-${other}`);
      const panel = this.querySelector(`#panel-${other}`);
      if (!(tab instanceof HTMLElement && panel instanceof HTMLElement)) {
        continue;
      }
      const isOpen = other === name;
      tab.setAttribute("aria-selected", String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
      panel.hidden = !isOpen;
    }
  }

  #count() {
    let count = 0;
    for (const { kind } of store.timeline.values()) {
      if (kind === "error") count += 1;
    }
    this.#errors.textContent = String(count);
    this.#errors.setAttribute("aria-label", `${count} errors`);
    this.#errors.hidden = count === 0;
  }
}

customElements.define("inspector-panel", InspectorPanel);
