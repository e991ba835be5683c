import { store } from "./app.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { TimelineEntry } from "./timeline-entry.js";

/** @import { Entry } from "./types.js" */

/** @type {[string, string, string[]][]} */
const FILTERS = [
  ["all", "All", []],
  ["calls", "Calls", ["call"]],
  ["plans", "Reasons", ["plan"]],
  ["storage", "Storage", ["storage"]],
  ["errors", "Errors", ["error", "log"]],
];
const KEPT = 1500;

/** What happened: updates, and what each has led to. */
class InspectorTimeline extends HTMLElement {
  /** @type {Map<number, TimelineEntry>} */
  #entries = new Map();
  /** @type {Map<number, HTMLElement>} */
  #groups = new Map();
  #list = h("div", { class: "groups" });
  #scroller = h("div", { class: "timeline scroll", "data-filter": "all" },
    this.#list);
  #empty = h("div", { class: "empty" }, icon("timeline"),
    h("p", {}, "What the bot does is written down here."));

  connectedCallback() {
    const chips = FILTERS.map(([name, label]) => h("button", {
      type: "button",
      class: "chip",
      "aria-pressed": String(name === "all"),
      onclick: (/** @type {Event} */ { currentTarget }) => {
        this.#scroller.dataset.filter = name;
        for (const chip of chips) {
          chip.setAttribute("aria-pressed",
            String(chip === currentTarget));
        }
      },
    }, label));
    this.replaceChildren(
      h("div", { class: "chips", role: "group", "aria-label": "Show" },
        ...chips), this.#scroller);
    this.#list.append(this.#empty);
    store.on("timeline", (entries) => this.#add(entries));
    store.on("reset", () => {
      this.#entries.clear();
      this.#groups.clear();
      this.#list.replaceChildren(this.#empty);
    });
    store.on("mark", (it) => this.#mark(it.chat, it.message, it.from));
  }

  /** @param {Entry[]} entries */
  #add(entries) {
    for (const entry of entries) this.#put(entry);
    if (this.#entries.size) this.#empty.remove();
    this.#dropOldest();
  }

  /** @param {Entry} entry */
  #put(entry) {
    const known = this.#entries.get(entry.n);
    if (known) {
      known.draw(entry);
      return;
    }
    const drawn = new TimelineEntry();
    drawn.draw(entry);
    this.#entries.set(entry.n, drawn);
    this.#groupOf(entry).append(drawn);
  }

  /** @param {Entry} entry */
  #groupOf(entry) {
    const head = entry.update ?? entry.n;
    const known = this.#groups.get(head);
    if (known) return known;
    const group = h("div", { class: "group" });
    this.#groups.set(head, group);
    this.#list.append(group);
    return group;
  }

  #dropOldest() {
    while (this.#entries.size > KEPT) {
      const [[head, group] = []] = this.#groups;
      if (head === undefined || !group) return;
      for (const drawn of group.children) {
        if (drawn instanceof TimelineEntry && drawn.entry) {
          this.#entries.delete(drawn.entry.n);
        }
      }
      group.remove();
      this.#groups.delete(head);
    }
  }

  /** @param {string} chat @param {number} message @param {string} from */
  #mark(chat, message, from) {
    let last = null;
    for (const drawn of this.#entries.values()) {
      const isAbout = drawn.entry?.chat === chat
        && drawn.entry.message === message;
      drawn.setMarked(isAbout);
      if (isAbout) last = drawn;
    }
    if (from === "chat") last?.scrollIntoView({ block: "center" });
  }
}

customElements.define("inspector-timeline", InspectorTimeline);
