import { Emitter } from "./emitter.js";

/** @import { Done, ServerEvent } from "./types.js" */

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5000;

/** A deed the server has refused, or could not be asked for. */
export class DeedError extends Error {}

/**
 * Talk with the server, and connect again when the line drops.
 *
 * @extends {Emitter<{event: ServerEvent, online: boolean}>}
 */
export class Connection extends Emitter {
  /** @type {WebSocket | null} */
  #socket = null;
  #pause = FIRST_PAUSE;
  #lastId = 0;
  /** @type {Map<number, (it: Done) => void>} */
  #asked = new Map();

  /** @param {URL} url where the server listens, `ws:` */
  constructor(url) {
    super();
    this.url = url;
  }

  open() {
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#pause = FIRST_PAUSE;
      this.emit("online", true);
    });
    socket.addEventListener("message", (it) => this.#receive(it.data));
    socket.addEventListener("close", () => this.#lost());
  }

  /**
   * Ask for a deed of the contract, and return its result.
   *
   * @param {string} name
   * @param {Record<string, any>} [fields]
   * @returns {Promise<any>}
   * @throws {DeedError} with the server's words
   */
  ask(name, fields = {}) {
    const id = ++this.#lastId;
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new DeedError("The server does not listen."));
    }
    return new Promise((resolve, reject) => {
      this.#asked.set(id, ({ error, result }) =>
        error === null || error === undefined
          ? resolve(result)
          : reject(new DeedError(error)));
      socket.send(JSON.stringify({ id, do: name, ...fields }));
    });
  }

  /** @param {string} text */
  #receive(text) {
    /** @type {ServerEvent | Done} */
    const event = JSON.parse(text);
    if (event.type !== "done") {
      this.emit("event", event);
      return;
    }
    this.#asked.get(event.id)?.(event);
    this.#asked.delete(event.id);
  }

  #lost() {
    const error = "The server went away before it answered.";
    for (const [id, tell] of this.#asked) {
      tell({ type: "done", id, error, result: null });
    }
    this.#asked.clear();
    this.emit("online", false);
    setTimeout(() => this.open(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}
