import { h, toDate } from "./dom.js";
import { formatText } from "./entities.js";
import { icon } from "./icons.js";

/** @import { Message } from "./types.js" */

const TIME = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit", minute: "2-digit",
});
const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "long",
});

/** @param {Message} message */
export function timeOf(message) {
  return TIME.format(toDate(message.date));
}

/** @param {Message} message */
export function dayOf(message) {
  return DAY.format(toDate(message.date));
}

/**
 * Say in a line what a message is, for lists and live regions.
 *
 * @param {Message} message
 */
export function summary(message) {
  if (message.service) return message.service;
  const kind = message.kind === "text" ? ""
    : message.kind.replace("_", " ");
  const words = message.text.replace(/\s+/gu, " ").slice(0, 120);
  if (!kind) return words;
  const named = kind[0]?.toUpperCase() + kind.slice(1);
  return words ? `${named}: ${words}` : named;
}

/** @param {Message} message */
export function drawText(message) {
  if (!message.text) return null;
  const onlyEmoji = /^(?:\p{Extended_Pictographic}\uFE0F?){1,3}$/u
    .test(message.text);
  return h("div", {
    class: onlyEmoji ? "text large" : "text",
    id: `text-${message.id}`,
    dir: "auto",
  }, formatText(message.text, message.entities ?? []));
}

/** @param {Message} message */
export function drawReplyTo(message) {
  const reply = message.reply_to;
  if (!reply) return null;
  return h("button", {
    type: "button", class: "reply-to", "data-message": reply.id,
  }, h("b", {}, reply.name), h("span", {}, reply.text || "Message"));
}

/**
 * The last line of a bubble: what happened to it, and when it was sent.
 *
 * @param {Message} message
 * @param {string[]} earlier texts before it was edited
 * @param {boolean} isDeleted
 */
export function drawMeta(message, earlier, isDeleted) {
  const edited = message.edit_date || earlier.length;
  return h("div", { class: "meta" },
    message.via && h("span", {}, `via @${message.via}`),
    message.effect && h("span", { title: message.effect }, "effect"),
    message.protected && h("span", { title: "Protected content" },
      icon("lock")),
    isDeleted && h("span", { class: "gone" }, "deleted"),
    Boolean(edited) && !earlier.length && h("span", {}, "edited"),
    earlier.length > 0 && drawEarlier(earlier),
    h("time", {}, timeOf(message)));
}

/** @param {string[]} earlier */
function drawEarlier(earlier) {
  const times = earlier.length > 1 ? ` ×${earlier.length}` : "";
  const button = h("button", {
    type: "button",
    class: "edits",
    "aria-expanded": "false",
    title: "What it said before",
    onclick: () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      const box = button.closest(".bubble");
      box?.querySelector(".earlier")?.remove();
      if (open) {
        box?.append(h("ol", { class: "earlier", "aria-label": "Before" },
          ...earlier.map((text) => h("li", {}, text || "(no text)"))));
      }
    },
  }, `edited${times}`);
  return button;
}
