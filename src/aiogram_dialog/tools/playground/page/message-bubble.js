import { actHere, store } from "./app.js";
import { avatar, copyText, h, iconButton, present } from "./dom.js";
import { icon } from "./icons.js";
import { InlineKeyboard } from "./inline-keyboard.js";
import { drawMedia } from "./media.js";
import {
  drawMeta, drawReplyTo, drawText, timeOf,
} from "./message-parts.js";
import { toast } from "./toasts.js";

/** @import { Chat, Message } from "./types.js" */

/** One message of the chat: drawn anew alone when it changes. */
export class MessageBubble extends HTMLElement {
  /** @type {Message | null} */
  message = null;
  keyboard = new InlineKeyboard();
  #isCurrent = false;

  /**
   * @param {Chat} chat
   * @param {Message} message
   * @param {boolean} follows the same author's message
   */
  draw(chat, message, follows = this.classList.contains("follows")) {
    this.message = message;
    this.dataset.id = String(message.id);
    this.setAttribute("role", "article");
    const name = message.service ? "" : `${message.author.name}, `;
    this.setAttribute("aria-label", `${name}${timeOf(message)}`);
    this.setAttribute("aria-describedby", `text-${message.id}`);
    this.classList.toggle("follows", follows);
    this.classList.toggle("service", Boolean(message.service));
    const log = store.log(chat.key);
    this.classList.toggle("deleted", log.deleted.has(message.id));
    this.classList.add("message", `kind-${message.kind}`);
    if (message.service) {
      this.replaceChildren(h("p", { id: `text-${message.id}` },
        message.service));
    } else {
      this.#drawBubble(chat, message, log);
    }
    this.takeSides();
    this.setCurrent(this.#isCurrent);
  }

  /**
   * @param {Chat} chat @param {Message} message
   * @param {import("./store.js").Log} log
   */
  #drawBubble(chat, message, log) {
    const isGroup = chat.type !== "private";
    const media = drawMedia(message);
    const text = drawText(message);
    const topic = store.thread === null && message.thread !== null
      ? chat.topics.find((it) => it.thread === message.thread) : null;
    const bubble = h("div", { class: "bubble" },
      isGroup && h("div", {
        class: `author hue-ink-${Math.abs(message.author.id) % 8}`,
      }, message.author.name,
      message.author.is_bot && h("span", { class: "tag" }, "bot"),
      topic && h("span", { class: "tag" }, `# ${topic.title}`)),
      drawReplyTo(message),
      ...message.caption_above ? [text, media] : [media, text],
      drawMeta(message, log.earlier.get(message.id) ?? [],
        log.deleted.has(message.id)));
    if (media && !message.text) bubble.classList.add("bare");
    const body = h("div", { class: "body" }, bubble);
    if (message.keyboard?.length) {
      this.keyboard.draw(chat.key, message);
      body.append(this.keyboard);
    } else {
      this.keyboard.keys = [];
    }
    this.replaceChildren(...present([
      isGroup && avatar(message.author.name, message.author.id), body,
    ]));
  }

  /** Stand right or left, by who acts now. */
  takeSides() {
    const person = store.person?.id;
    this.classList.toggle("own", this.message?.author.id === person);
  }

  /**
   * Be the message whose parts Tab goes through, or no longer.
   *
   * @param {boolean} isCurrent
   */
  setCurrent(isCurrent) {
    this.#isCurrent = isCurrent;
    this.tabIndex = isCurrent ? 0 : -1;
    this.classList.toggle("current", isCurrent);
    this.querySelector(".actions")?.remove();
    if (isCurrent) this.querySelector(".body")?.append(this.#actions());
    /** @type {NodeListOf<HTMLElement>} */
    const parts = this.querySelectorAll(
      "a, button, audio, video, [role=button]");
    for (const part of parts) part.tabIndex = isCurrent ? 0 : -1;
    const keys = this.keyboard.keys.flat();
    for (const [at, key] of keys.entries()) {
      key.tabIndex = isCurrent && at === 0 ? 0 : -1;
    }
  }

  #actions() {
    const message = /** @type {Message} */ (this.message);
    const isMine = message.author.id === store.person?.id;
    const gone = store.log(store.chatKey).deleted.has(message.id);
    const actions = [
      !gone && iconButton("Reply", icon("reply"), () => this.reply()),
      message.text && iconButton("Copy text", icon("copy"), async () => {
        if (await copyText(message.text)) toast("Copied.");
      }),
      iconButton("Show in the timeline", icon("timeline"), () =>
        store.emit("mark", {
          chat: store.chatKey ?? "", message: message.id, from: "chat",
        })),
      isMine && !gone && message.text
        && iconButton("Edit", icon("edit"), () => this.#tell("edit")),
      isMine && !gone && iconButton("Delete", icon("trash"), () =>
        actHere("delete", { message: message.id })),
    ];
    return h("div", {
      class: "actions", role: "toolbar", "aria-label": "Actions",
    }, ...actions);
  }

  reply() {
    if (!this.message?.service) this.#tell("reply");
  }

  /** Tell the composer. @param {"reply" | "edit"} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(what, {
      bubbles: true, detail: this.message,
    }));
  }

  /** Draw the eye here. */
  flash() {
    this.scrollIntoView({ block: "center" });
    this.classList.remove("flash");
    requestAnimationFrame(() => this.classList.add("flash"));
  }
}

customElements.define("message-bubble", MessageBubble);
