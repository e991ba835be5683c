import { Connection, DeedError } from "./connection.js";
import { Store } from "./store.js";
import { toast } from "./toasts.js";

/** What the page knows, and the line to the server: one of each. */
export const store = new Store();

const live = new URL("live", document.baseURI);
live.protocol = live.protocol.replace("http", "ws");
export const connection = new Connection(live);

/**
 * Do a deed; a refusal is told in a toast, and nothing is returned.
 *
 * @param {string} name
 * @param {Record<string, any>} [fields]
 * @returns {Promise<any>}
 */
export async function act(name, fields = {}) {
  try {
    return (await connection.ask(name, fields)) ?? true;
  } catch (error) {
    if (!(error instanceof DeedError)) throw error;
    toast(error.message, "error");
    return undefined;
  }
}

/**
 * Do a deed in the chat that is looked at, as who acts there.
 *
 * @param {string} name
 * @param {Record<string, any>} [fields]
 */
export function actHere(name, fields = {}) {
  const thread = store.thread === null ? {} : { thread: store.thread };
  return act(name, {
    chat: store.chatKey,
    person: store.person?.id,
    ...thread,
    ...fields,
  });
}
