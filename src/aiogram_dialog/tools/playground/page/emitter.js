/**
 * Tell those who listen, by the name of what happened.
 *
 * @template {Record<string, any>} Events
 */
export class Emitter {
  /** @type {Map<keyof Events, Set<(it: any) => void>>} */
  #listeners = new Map();

  /**
   * Listen; what is returned ends it.
   *
   * @template {keyof Events} Name
   * @param {Name} name
   * @param {(it: Events[Name]) => void} listener
   * @returns {() => void}
   */
  on(name, listener) {
    const known = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, known.add(listener));
    return () => known.delete(listener);
  }

  /**
   * @template {keyof Events} Name
   * @param {Name} name
   * @param {Events[Name]} value
   */
  emit(name, value) {
    for (const listener of this.#listeners.get(name) ?? []) listener(value);
  }
}
