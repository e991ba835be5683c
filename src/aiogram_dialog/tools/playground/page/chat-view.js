import { act, actHere, store } from "./app.js";
import { attachFile } from "./attaching.js";
import { ChatComposer } from "./composer.js";
import { askDialog } from "./dialogs.js";
import { avatar, h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { summary } from "./message-parts.js";
import { MessageList } from "./message-list.js";
import "./reply-keyboard.js";

/** @import { Chat } from "./types.js" */

/** The chat in the middle: its name, messages, and where to write. */
class ChatView extends HTMLElement {
  #header = h("header", { class: "chat-header" });
  #topics = h("div", {
    class: "topics", role: "group", "aria-label": "Topics", hidden: true,
  });
  #news = h("div", { class: "unseen-text", "aria-live": "polite" });
  #composer = new ChatComposer();
  #drawn = "";

  connectedCallback() {
    this.replaceChildren(
      this.#header, this.#topics, new MessageList(),
      document.createElement("reply-keys"), this.#composer, this.#news);
    store.on("selection", () => this.#draw());
    store.on("world", () => this.#draw());
    store.on("message", ({ chat, change, message }) => {
      if (chat !== store.chatKey || change !== "new") return;
      this.#news.textContent = `${message.author.name}: ${summary(message)}`;
    });
    this.addEventListener("reply", (event) => {
      if (event instanceof CustomEvent) this.#composer.replyTo(event.detail);
    });
    this.addEventListener("edit", (event) => {
      if (event instanceof CustomEvent) this.#composer.edit(event.detail);
    });
    this.addEventListener("dragover", (event) => event.preventDefault());
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      for (const file of event.dataTransfer?.files ?? []) {
        attachFile(file, { done: () => undefined });
      }
    });
  }

  #draw() {
    const { chat, world, person } = store;
    const drawn = JSON.stringify([chat, world?.bot, person, store.thread]);
    if (drawn === this.#drawn || !chat || !world) return;
    this.#drawn = drawn;
    const isPrivate = chat.type === "private";
    const name = isPrivate ? world.bot.name : chat.title;
    const about = isPrivate ? `as ${person?.name ?? "nobody"}`
      : `${kindOf(chat)} · ${peopleOf(chat)}`;
    const typing = chat.typing
      && `${world.bot.name} is ${action(chat.typing)}…`;
    const more = iconButton("More about this chat", icon("dots"),
      () => this.#openMenu(more), { "aria-haspopup": "menu" });
    this.#header.replaceChildren(
      avatar(name, isPrivate ? world.bot.id : hashOf(chat.key)),
      h("div", { class: "lines" }, h("h2", {}, name),
        h("small", {
          class: typing ? "typing" : "", role: "status",
        }, typing || about)),
      more);
    this.#drawTopics(chat);
  }

  /** @param {Chat} chat */
  #drawTopics(chat) {
    this.#topics.hidden = !chat.forum;
    const all = [{ thread: null, title: "All" }, ...chat.topics];
    this.#topics.replaceChildren(...all.map(({ thread, title }) =>
      h("button", {
        type: "button",
        class: "chip",
        "aria-pressed": String(thread === store.thread),
        onclick: () => store.look(chat.key, thread),
      }, title)),
    iconButton("New topic", icon("plus"), addTopic));
  }

  /** @param {HTMLElement} anchor */
  #openMenu(anchor) {
    const chat = /** @type {Chat} */ (store.chat);
    const { world, person } = store;
    if (chat.type === "private") {
      const blocked = person?.blocked === true;
      openMenu(anchor, "This chat", [{
        label: blocked ? "Unblock the bot" : "Block the bot",
        icon: icon("lock"),
        chosen: () => act(blocked ? "unblock" : "block",
          { person: person?.id }),
      }]);
      return;
    }
    const items = (world?.people ?? []).map((it) => {
      const isIn = chat.people.includes(it.id);
      return {
        label: isIn ? `${it.name} leaves` : `${it.name} joins`,
        icon: avatar(it.name, it.id, "small"),
        chosen: () => act(isIn ? "leave" : "join",
          { chat: chat.key, person: it.id }),
      };
    });
    if (chat.forum) {
      items.push({
        label: "New topic", icon: /** @type {any} */ (icon("plus")),
        chosen: addTopic,
      });
    }
    openMenu(anchor, "This chat", items);
  }
}

customElements.define("chat-view", ChatView);

async function addTopic() {
  const form = await askDialog("New topic", [
    { name: "title", label: "Title", required: true },
  ], "Add");
  if (form) await actHere("add_topic", { title: form.get("title") });
}

/** @param {Chat} chat */
function kindOf({ type, forum }) {
  return forum ? "forum" : type;
}

/** @param {Chat} chat */
function peopleOf({ people }) {
  return people.length === 1 ? "1 person" : `${people.length} people`;
}

/** @param {string} typing a chat action of the Bot API */
function action(typing) {
  if (typing === "typing") return "typing";
  const [verb, ...what] = typing.split("_");
  const doing = { upload: "sending", record: "recording",
    choose: "choosing", find: "finding" }[verb ?? ""] ?? verb;
  return `${doing} a ${what.join(" ")}`;
}

/** @param {string} key */
export function hashOf(key) {
  let hash = 0;
  for (const letter of key) {
    hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
  }
  return hash;
}
