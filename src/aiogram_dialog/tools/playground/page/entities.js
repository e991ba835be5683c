import { h } from "./dom.js";
import { safeUrl } from "./urls.js";

/** @import { Entity } from "./types.js" */

/**
 * Split a text by its entities into elements.
 *
 * Offsets are UTF-16, as strings of JavaScript are. Entities may lie
 * inside one another; of those that only overlap, the later is split.
 *
 * @param {string} text
 * @param {Entity[]} entities
 * @returns {DocumentFragment}
 */
export function formatText(text, entities) {
  const sorted = entities
    .map((it) => ({
      entity: it,
      from: Math.max(0, it.offset),
      to: Math.min(text.length, it.offset + it.length),
    }))
    .filter(({ from, to }) => from < to)
    .sort((one, two) => one.from - two.from || two.to - one.to);
  const fragment = document.createDocumentFragment();
  fragment.append(...build(text, 0, text.length, sorted));
  return fragment;
}

/**
 * @typedef {{entity: Entity, from: number, to: number}} Span
 *
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Span[]} spans sorted, all between the two
 * @returns {(Node | string)[]}
 */
function build(text, from, to, spans) {
  /** @type {(Node | string)[]} */
  const made = [];
  const rest = [...spans];
  let at = from;
  for (let span = rest.shift(); span; span = rest.shift()) {
    if (span.from > at) made.push(text.slice(at, span.from));
    const end = span.to;
    /** @type {Span[]} */
    const inner = [];
    /** @type {Span[]} */
    const tails = [];
    while (rest[0] && rest[0].from < end) {
      const next = /** @type {Span} */ (rest.shift());
      inner.push({ ...next, to: Math.min(next.to, end) });
      if (next.to > end) tails.push({ ...next, from: end });
    }
    rest.unshift(...tails);
    rest.sort((one, two) => one.from - two.from || two.to - one.to);
    made.push(wrap(
      span.entity,
      build(text, span.from, end, inner),
      text.slice(span.from, end),
    ));
    at = end;
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

/** @type {Record<string, keyof HTMLElementTagNameMap>} */
const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};

/**
 * @param {Entity} entity
 * @param {(Node | string)[]} children
 * @param {string} text
 * @returns {Node}
 */
function wrap(entity, children, text) {
  const tag = TAGS[entity.type];
  if (tag) return h(tag, {}, ...children);
  switch (entity.type) {
    case "pre": return drawPre(entity, children);
    case "spoiler": return drawSpoiler(children);
    case "blockquote": return h("blockquote", {}, ...children);
    case "expandable_blockquote": return drawExpandable(children);
    case "text_link": return drawLink(entity.url ?? "", children);
    case "url":
      return drawLink(/^[a-z][a-z0-9+.-]*:/i.test(text)
        ? text : `https://${text}`, children);
    case "email": return drawLink(`mailto:${text}`, children);
    case "phone_number": return drawLink(`tel:${text}`, children);
    case "bot_command":
      return h("button", {
        type: "button", class: "command", "data-command": text,
      }, ...children);
    case "custom_emoji":
      return h("span", {
        class: "custom-emoji",
        title: `Custom emoji ${entity.custom_emoji_id ?? ""}`,
      }, ...children);
    default:
      // mention, text_mention, hashtag, cashtag, and what is to come
      return h("span", { class: `entity ${entity.type}` }, ...children);
  }
}

/** @param {string} url @param {(Node | string)[]} children */
function drawLink(url, children) {
  const href = safeUrl(url);
  return href
    ? h("a", {
      href, target: "_blank", rel: "noopener noreferrer", title: url,
    }, ...children)
    : h("span", { class: "entity", title: url }, ...children);
}

/** @param {Entity} entity @param {(Node | string)[]} children */
function drawPre(entity, children) {
  return h("pre", { "data-language": entity.language ?? null },
    h("code", {}, ...children));
}

/** @param {(Node | string)[]} children */
function drawSpoiler(children) {
  const inner = h("span", { inert: true }, ...children);
  const reveal = () => {
    inner.inert = false;
    spoiler.classList.add("revealed");
    spoiler.removeAttribute("role");
    spoiler.removeAttribute("tabindex");
    spoiler.removeAttribute("aria-label");
  };
  const spoiler = h("span", {
    class: "spoiler",
    role: "button",
    tabindex: "-1",
    "aria-label": "Spoiler: reveal",
    onclick: reveal,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      reveal();
    },
  }, inner);
  return spoiler;
}

/** @param {(Node | string)[]} children */
function drawExpandable(children) {
  const toggle = h("button", {
    type: "button",
    class: "expand",
    "aria-expanded": "false",
    onclick: () => {
      const open = quote.classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
      toggle.textContent = open ? "Show less" : "Show more";
    },
  }, "Show more");
  const quote = h("blockquote", { class: "expandable" },
    h("div", { class: "quoted" }, ...children), toggle);
  return quote;
}
