import { act, actHere, store } from "./app.js";
import { attachFile, attachMenu } from "./attaching.js";
import { avatar, h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { summary } from "./message-parts.js";
import { currentKeyboard } from "./reply-keyboard.js";

/** @import { Message } from "./types.js" */

const TALLEST = 140;

/** Where people write: as whom, to which message, with what. */
class ChatComposer extends HTMLElement {
  /** @type {Message | null} */
  #replyTo = null;
  /** @type {Message | null} */
  #edits = null;
  /** @type {Map<string, string>} what was not yet sent, by chat */
  #drafts = new Map();
  /** @type {string | null} */
  #chat = null;
  #forced = "";
  #about = h("div", { class: "about", hidden: true });
  #who = h("button", {
    type: "button", class: "who", "aria-haspopup": "menu",
    onclick: () => this.#chooseActor(),
  });
  #text = h("textarea", {
    rows: 1, dir: "auto", autocomplete: "off", "aria-label": "Message",
    oninput: () => this.#grow(),
    onkeydown: (/** @type {KeyboardEvent} */ it) => this.#typed(it),
    onpaste: (/** @type {ClipboardEvent} */ it) => this.#pasted(it),
  });
  #commands = iconButton("Commands", icon("slash"),
    () => this.#openCommands(), { "aria-haspopup": "menu" });
  #attach = iconButton("Attach", icon("attach"),
    () => attachMenu(this.#attach, () => this.#context()),
    { "aria-haspopup": "menu" });
  #form = h("form", {
    class: "line",
    onsubmit: (/** @type {Event} */ it) => {
      it.preventDefault();
      this.#send();
    },
  }, this.#who, this.#commands, this.#text, this.#attach,
  h("button", { class: "icon-button send", "aria-label": "Send",
    title: "Send (Enter)" }, icon("send")));
  #blocked = h("div", { class: "blocked", hidden: true },
    h("span", {}, "This person has blocked the bot."),
    h("button", {
      type: "button",
      class: "button",
      onclick: () => act("unblock", { person: store.person?.id }),
    }, "Unblock"));

  connectedCallback() {
    this.replaceChildren(this.#about, this.#form, this.#blocked);
    store.on("selection", () => this.#update());
    store.on("world", () => this.#update());
    store.on("reset", () => this.#drafts.clear());
    document.addEventListener("compose", (event) => {
      if (event instanceof CustomEvent) this.#put(event.detail);
    });
  }

  /** @param {Message} message */
  replyTo(message) {
    this.#setContext(message, null);
  }

  /** @param {Message} message */
  edit(message) {
    this.#setContext(null, message);
    this.#put(message.text);
  }

  #update() {
    const { chat, person } = store;
    if (chat && chat.key !== this.#chat) {
      if (this.#chat) this.#drafts.set(this.#chat, this.#text.value);
      this.#chat = chat.key;
      this.#setContext(null, null, false);
      this.#text.value = this.#drafts.get(chat.key) ?? "";
      this.#grow();
    }
    const isBlocked = chat?.type === "private" && person?.blocked === true;
    this.#form.hidden = isBlocked;
    this.#blocked.hidden = !isBlocked;
    this.#commands.hidden = !chat?.commands.length;
    const name = person?.first_name ?? "nobody";
    this.#who.replaceChildren(avatar(person?.name ?? "?", person?.id ?? 0));
    this.#who.setAttribute("aria-label", `You act as ${name}`);
    this.#who.title = `You act as ${name}`;
    this.#who.disabled = (chat?.people.length ?? 0) < 2;
    const keyboard = currentKeyboard();
    this.#text.placeholder = keyboard?.placeholder || `Message as ${name}`;
    this.#forceReply(keyboard?.force_reply === true);
  }

  /** Reply to the bot's last message if it insists. @param {boolean} on */
  #forceReply(on) {
    const messages = [...store.log(store.chatKey).messages.values()];
    const last = messages.filter((it) => it.author.is_bot).at(-1);
    const key = on && last ? `${store.chatKey}/${last.id}` : "";
    if (key === this.#forced) return;
    this.#forced = key;
    if (last && key) this.#setContext(last, null);
    else if (this.#replyTo) this.#setContext(null, null, false);
  }

  /**
   * @param {Message | null} replyTo @param {Message | null} edits
   */
  #setContext(replyTo, edits, focus = true) {
    this.#replyTo = replyTo;
    this.#edits = edits;
    const message = edits ?? replyTo;
    this.#about.hidden = !message;
    if (message) {
      const what = edits ? "Edit" : `Reply to ${message.author.name}`;
      this.#about.replaceChildren(
        icon(edits ? "edit" : "reply"),
        h("span", { class: "lines" }, h("b", {}, what),
          h("span", {}, summary(message))),
        iconButton("Leave it", icon("close"),
          () => this.#setContext(null, null)));
    }
    if (focus) this.#text.focus();
  }

  /** What goes along with whatever is sent. */
  #context() {
    const reply = this.#replyTo ? { reply_to: this.#replyTo.id } : {};
    const caption = this.#text.value.trim();
    return {
      ...reply,
      ...caption ? { caption } : {},
      done: () => this.#done(),
    };
  }

  #done() {
    this.#text.value = "";
    this.#grow();
    this.#setContext(null, null);
  }

  async #send() {
    const text = this.#text.value;
    if (!text.trim()) return;
    const { done, caption, ...reply } = this.#context();
    const sent = this.#edits
      ? actHere("edit", { message: this.#edits.id, text })
      : actHere("say", { text, ...reply });
    done();
    // What was refused can be mended and sent again.
    if (await sent === undefined && !this.#text.value) this.#put(text);
  }

  /** @param {KeyboardEvent} event */
  #typed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
    if (event.key === "Escape" && (this.#replyTo || this.#edits)) {
      this.#setContext(null, null);
    }
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = [...event.clipboardData?.files ?? []];
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) attachFile(file, this.#context());
  }

  /** @param {string} text */
  #put(text) {
    this.#text.value = text;
    this.#grow();
    this.#text.focus();
  }

  #grow() {
    this.#text.style.height = "auto";
    const height = Math.min(this.#text.scrollHeight, TALLEST);
    this.#text.style.height = `${height}px`;
  }

  #chooseActor() {
    const people = store.chat?.people ?? [];
    openMenu(this.#who, "Act as", people.map((id) => ({
      label: store.findPerson(id)?.name ?? String(id),
      checked: id === store.person?.id,
      icon: avatar(store.findPerson(id)?.name ?? "?", id, "small"),
      chosen: () => store.actAs(id),
    })));
  }

  #openCommands() {
    const commands = store.chat?.commands ?? [];
    openMenu(this.#commands, "Commands of the bot", commands.map((it) => ({
      label: `/${it.command}`,
      hint: it.description,
      chosen: () => actHere("say", { text: `/${it.command}` }),
    })));
  }
}

customElements.define("chat-composer", ChatComposer);
export { ChatComposer };
