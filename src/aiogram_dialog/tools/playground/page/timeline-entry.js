import { store } from "./app.js";
import { h, present } from "./dom.js";
import { icon, isIcon } from "./icons.js";
import { colour } from "./json-field.js";

/** @import { Entry } from "./types.js" */

/** A line of the timeline; what it holds is drawn when it is opened. */
export class TimelineEntry extends HTMLElement {
  /** @type {Entry | null} */
  entry = null;

  /** @param {Entry} entry */
  draw(entry) {
    this.entry = entry;
    const isOpen = this.querySelector("details")?.open ?? false;
    this.classList.add("entry", `of-${entry.kind}`);
    this.classList.toggle("failed", !entry.ok);
    const line = present([
      icon(isIcon(entry.kind) ? entry.kind : "log"),
      h("span", { class: "entry-title" }, entry.title,
        entry.reason && h("small", {}, entry.reason)),
      h("span", { class: "entry-time" }, timeOf(entry)),
    ]);
    if (!hasMore(entry)) {
      this.replaceChildren(h("div", { class: "entry-line" }, ...line));
      return;
    }
    const more = h("details", {},
      h("summary", { class: "entry-line" }, ...line));
    more.addEventListener("toggle", () => {
      if (more.childElementCount === 1) more.append(drawMore(entry));
    });
    more.open = isOpen;
    this.replaceChildren(more);
  }

  /** @param {boolean} on */
  setMarked(on) {
    this.classList.toggle("marked", on);
  }
}

customElements.define("timeline-entry", TimelineEntry);

/** @param {Entry} entry */
function hasMore({ details, traceback, message }) {
  return Boolean(traceback) || message !== null
    || (details !== null && details !== undefined
      && JSON.stringify(details) !== "{}");
}

/** @param {Entry} entry */
function timeOf({ ms, at, kind }) {
  if (ms !== null) {
    return `${ms.toFixed(ms < 1 ? 2 : ms < 10 ? 1 : 0)} ms`;
  }
  return kind === "update" ? `${at.toFixed(1)} s` : "";
}

/** @param {Entry} entry */
function drawMore({ details, traceback, chat, message, title }) {
  const find = chat !== null && message !== null && h("button", {
    type: "button",
    class: "small-button",
    "aria-label": `Show the message of: ${title}`,
    onclick: () => {
      if (store.chatKey !== chat) store.look(chat);
      store.emit("mark", { chat, message, from: "timeline" });
    },
  }, "Show the message");
  return h("div", { class: "entry-more" },
    find,
    traceback && h("pre", {
      class: "traceback", tabindex: "0", "aria-label": "Traceback",
    }, traceback),
    details !== null && details !== undefined && h("pre", {
      class: "json", tabindex: "0", "aria-label": "Details",
    }, ...colour(JSON.stringify(details, null, 2))));
}
