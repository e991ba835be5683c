import { Emitter } from "./emitter.js";

/**
 * @import { Answer, Change, Chat, Entry, Message, Person, Press,
 *   ServerEvent, Stored, World } from "./types.js"
 */

/**
 * @typedef {{
 *   messages: Map<number, Message>, more: boolean,
 *   earlier: Map<number, string[]>, deleted: Set<number>,
 * }} Log messages by id in their order, and what they said before
 *
 * @typedef {{
 *   world: World,
 *   selection: void,
 *   log: {chat: string},
 *   message: {chat: string, change: Change, message: Message},
 *   pressed: Press,
 *   answered: {press: Press | null, answer: Answer},
 *   state: Stored,
 *   timeline: Entry[],
 *   mark: {chat: string, message: number, from: "chat" | "timeline"},
 *   reset: void,
 * }} StoreEvents
 */

/** @returns {Log} */
const emptyLog = () => ({
  messages: new Map(),
  more: false,
  earlier: new Map(),
  deleted: new Set(),
});

/**
 * Know what the server has told, and what the developer looks at.
 *
 * @extends {Emitter<StoreEvents>}
 */
export class Store extends Emitter {
  /** @type {World | null} */
  world = null;
  /** @type {Stored} */
  stored = { stacks: [], other: [] };
  /** @type {Map<number, Entry>} */
  timeline = new Map();
  /** @type {string | null} */
  chatKey = null;
  /** @type {number | null} null: all topics */
  thread = null;
  /** @type {Map<string, number>} */
  unread = new Map();
  /** @type {Map<string, Log>} */
  #logs = new Map();
  /** @type {Map<string, number>} who acts in which chat */
  #actors = new Map();
  /** @type {Map<string, Press>} */
  #presses = new Map();
  /** @type {((chat: Chat) => boolean) | null} */
  #isWanted = null;

  /** @param {ServerEvent} event */
  receive(event) {
    switch (event.type) {
      case "world": return this.#setWorld(event);
      case "messages": return this.#addLog(event);
      case "message": return this.#change(event);
      case "pressed":
        this.#presses.set(event.query, event);
        return this.emit("pressed", event);
      case "answered": return this.#answer(event);
      case "state":
        this.stored = event;
        return this.emit("state", event);
      case "timeline":
        for (const entry of event.entries) this.timeline.set(entry.n, entry);
        return this.emit("timeline", event.entries);
      case "reset": return this.clear();
    }
  }

  /** Forget all: the server will tell it anew. */
  clear() {
    this.#logs.clear();
    this.#presses.clear();
    this.unread.clear();
    this.timeline.clear();
    this.stored = { stacks: [], other: [] };
    this.emit("reset", undefined);
  }

  /** @returns {Chat | null} the chat that is looked at */
  get chat() {
    return this.findChat(this.chatKey);
  }

  /** @returns {Person | null} who acts in this chat */
  get person() {
    const chat = this.chat;
    if (!chat) return null;
    const chosen = this.#actors.get(chat.key);
    const among = chat.people.length ? chat.people
      : this.world?.people.map((it) => it.id) ?? [];
    return this.findPerson(
      chosen !== undefined && among.includes(chosen) ? chosen : among[0],
    );
  }

  /** @param {string | null} key */
  findChat(key) {
    return this.world?.chats.find((it) => it.key === key) ?? null;
  }

  /** @param {number | null | undefined} id */
  findPerson(id) {
    return this.world?.people.find((it) => it.id === id) ?? null;
  }

  /** @param {string | null} key @returns {Log} */
  log(key) {
    const known = this.#logs.get(key ?? "") ?? emptyLog();
    if (key !== null) this.#logs.set(key, known);
    return known;
  }

  /** @param {string} key @param {number | null} [thread] */
  look(key, thread = null) {
    this.chatKey = key;
    this.thread = thread;
    this.unread.delete(key);
    this.emit("selection", undefined);
  }

  /**
   * Look at a chat that is there, or will be told of soon.
   *
   * @param {(chat: Chat) => boolean} isWanted
   */
  lookFor(isWanted) {
    const found = this.world?.chats.find(isWanted);
    this.#isWanted = found ? null : isWanted;
    if (found) this.look(found.key);
  }

  /** Let another person act in the chat. @param {number} person */
  actAs(person) {
    if (this.chatKey !== null) this.#actors.set(this.chatKey, person);
    this.emit("selection", undefined);
  }

  /**
   * Tell whether a pressed button waits for its answer.
   *
   * @param {string} chat @param {number} message
   * @param {number} row @param {number} column
   */
  waits(chat, message, row, column) {
    return [...this.#presses.values()].some((it) =>
      it.chat === chat && it.message === message
      && it.row === row && it.column === column);
  }

  /** @param {World} world */
  #setWorld(world) {
    this.world = world;
    const isNew = !this.chat;
    if (isNew) this.chatKey = world.chats[0]?.key ?? null;
    this.emit("world", world);
    if (isNew) this.emit("selection", undefined);
    if (this.#isWanted) this.lookFor(this.#isWanted);
  }

  /** @param {{chat: string, messages: Message[], more: boolean}} event */
  #addLog({ chat, messages, more }) {
    const log = this.log(chat);
    const all = new Map(log.messages);
    for (const message of messages) all.set(message.id, message);
    log.messages = new Map([...all].sort(([one], [two]) => one - two));
    log.more = more;
    this.emit("log", { chat });
  }

  /** @param {{chat: string, change: Change, message: Message}} event */
  #change({ chat, change, message }) {
    const log = this.log(chat);
    const before = log.messages.get(message.id);
    if (change === "edited" && before && before.text !== message.text) {
      const earlier = log.earlier.get(message.id) ?? [];
      log.earlier.set(message.id, [...earlier, before.text]);
    }
    if (change === "deleted") log.deleted.add(message.id);
    if (change === "new" && chat !== this.chatKey && !message.service) {
      this.unread.set(chat, (this.unread.get(chat) ?? 0) + 1);
    }
    log.messages.set(message.id, message);
    this.emit("message", { chat, change, message });
  }

  /** @param {Answer} answer */
  #answer(answer) {
    const press = this.#presses.get(answer.query) ?? null;
    this.#presses.delete(answer.query);
    this.emit("answered", { press, answer });
  }
}
