import { actHere, store } from "./app.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { MessageBubble } from "./message-bubble.js";
import { dayOf } from "./message-parts.js";
import { roveLine } from "./roving.js";

/** @import { Chat, Message } from "./types.js" */

/** The messages of the chat: new ones are added, changed ones redrawn. */
export class MessageList extends HTMLElement {
  /** @type {Map<number, MessageBubble>} */
  #bubbles = new Map();
  /** @type {Message | null} */
  #last = null;
  /** @type {MessageBubble | null} */
  #current = null;
  #feed = h("div", { class: "feed", role: "feed", "aria-label": "Messages" });

  connectedCallback() {
    this.replaceChildren(this.#feed);
    roveLine(this.#feed, () => [...this.#bubbles.values()]);
    this.#feed.addEventListener("focusin", (event) =>
      this.#setCurrent(bubbleOf(event.target)));
    this.#feed.addEventListener("click", (event) => this.#clicked(event));
    this.#feed.addEventListener("keydown", (event) => {
      const bubble = event.target;
      if (event.key === "r" && bubble instanceof MessageBubble
        && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        bubble.reply();
      }
    });
    store.on("selection", () => this.#drawAll());
    store.on("log", ({ chat }) => chat === store.chatKey && this.#drawAll());
    store.on("reset", () => this.#drawAll());
    store.on("message", ({ chat, message }) => {
      if (chat === store.chatKey) this.#change(message);
    });
    store.on("pressed", (press) => this.#setWaiting(press, true));
    store.on("answered", ({ press }) =>
      press && this.#setWaiting(press, false));
    store.on("mark", ({ chat, message, from }) => {
      if (chat === store.chatKey && from === "timeline") {
        this.#show(message);
      }
    });
  }

  /** @param {Message} message */
  #isSeen(message) {
    return store.thread === null || message.thread === store.thread;
  }

  #drawAll() {
    const { chat } = store;
    this.#bubbles.clear();
    this.#last = null;
    this.#current = null;
    const fragment = document.createDocumentFragment();
    if (!chat) return this.#feed.replaceChildren();
    const log = store.log(chat.key);
    if (log.more) fragment.append(this.#olderButton());
    const seen = [...log.messages.values()].filter((it) =>
      this.#isSeen(it));
    for (const message of seen) this.#append(fragment, chat, message);
    if (!seen.length) fragment.append(drawEmpty(chat));
    this.#feed.replaceChildren(fragment);
    this.#setCurrent([...this.#bubbles.values()].at(-1) ?? null);
    this.scrollTop = 0;
  }

  /** @param {Message} message */
  #change(message) {
    const chat = /** @type {Chat} */ (store.chat);
    const bubble = this.#bubbles.get(message.id);
    if (bubble) {
      bubble.draw(chat, message);
      bubble.classList.remove("changed");
      requestAnimationFrame(() => bubble.classList.add("changed"));
    } else if (this.#isSeen(message)) {
      this.#feed.querySelector(".empty")?.remove();
      const made = this.#append(this.#feed, chat, message);
      const isFocused = this.#feed.contains(document.activeElement);
      if (!isFocused) this.#setCurrent(made);
      made.classList.add("arrives");
      if (message.author.id === store.person?.id) this.scrollTop = 0;
    }
  }

  /**
   * @param {Node} to @param {Chat} chat @param {Message} message
   */
  #append(to, chat, message) {
    const last = this.#last;
    const day = dayOf(message);
    const isNewDay = !last || dayOf(last) !== day;
    if (isNewDay) {
      to.appendChild(h("p", { class: "day" }, h("time", {}, day)));
    }
    const bubble = new MessageBubble();
    bubble.draw(chat, message, !isNewDay && !last.service
      && last.author.id === message.author.id);
    this.#bubbles.set(message.id, bubble);
    albumBox(to, last, message).appendChild(bubble);
    this.#last = message;
    return bubble;
  }

  #olderButton() {
    const [first] = store.log(store.chatKey).messages.keys();
    return h("button", {
      type: "button",
      class: "older",
      onclick: async () => {
        const found = await actHere("history", { before: first });
        const messages = Array.isArray(found) ? found : found?.messages;
        if (messages && store.chatKey) {
          store.receive({
            type: "messages",
            chat: store.chatKey,
            messages,
            more: Boolean(found.more) && messages.length > 0,
          });
        }
      },
    }, "Older messages");
  }

  /** @param {MessageBubble | null} bubble */
  #setCurrent(bubble) {
    if (!bubble || bubble === this.#current) return;
    this.#current?.setCurrent(false);
    this.#current = bubble;
    bubble.setCurrent(true);
  }

  /** @param {MouseEvent} event */
  #clicked({ target }) {
    if (!(target instanceof Element)) return;
    const command = target.closest("[data-command]");
    if (command instanceof HTMLElement) {
      actHere("say", { text: command.dataset.command });
    }
    const reply = target.closest("[data-message]");
    if (reply instanceof HTMLElement) {
      this.#show(Number(reply.dataset.message));
    }
    this.#setCurrent(bubbleOf(target));
  }

  /** @param {number} id */
  #show(id) {
    const bubble = this.#bubbles.get(id);
    if (!bubble) return;
    this.#setCurrent(bubble);
    bubble.flash();
  }

  /**
   * @param {import("./types.js").Press} press @param {boolean} waits
   */
  #setWaiting(press, waits) {
    if (press.chat !== store.chatKey) return;
    this.#bubbles.get(press.message)?.keyboard.setWaiting(press, waits);
  }
}

customElements.define("message-list", MessageList);

/** @param {EventTarget | null} target */
function bubbleOf(target) {
  const found = target instanceof Element
    ? target.closest("message-bubble") : null;
  return found instanceof MessageBubble ? found : null;
}

/**
 * Return where a message goes: the box of its album, if it has one.
 *
 * @param {Node} feed @param {Message | null} last @param {Message} message
 */
function albumBox(feed, last, message) {
  if (!message.album) return feed;
  const before = feed.lastChild;
  if (last?.album === message.album && before) return before;
  return feed.appendChild(h("div", { class: "album" }));
}

/** @param {Chat} chat */
function drawEmpty(chat) {
  const isPrivate = chat.type === "private";
  return h("div", { class: "empty" },
    icon("chats"),
    h("p", {}, isPrivate ? "Nothing was said yet."
      : "Nobody has said anything yet."),
    isPrivate && h("button", {
      type: "button",
      class: "button primary",
      onclick: () => actHere("say", { text: "/start" }),
    }, "Send /start"));
}
