import { store } from "./app.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { JsonField } from "./json-field.js";

/** @import { Context, OtherState, Stack } from "./types.js" */

const FIELDS = /** @type {const} */ (
  ["dialog_data", "widget_data", "start_data", "access_settings"]);

/** What is stored for the chat: stacks, contexts, aiogram's own states. */
class InspectorState extends HTMLElement {
  /** @type {Map<string, HTMLElement>} drawn cards, by what they show */
  #cards = new Map();

  connectedCallback() {
    for (const name of /** @type {const} */ (
      ["state", "selection", "reset"])) {
      store.on(name, () => this.#draw());
    }
  }

  #draw() {
    const here = store.chatKey;
    const stacks = store.stored.stacks.filter((it) => it.chat === here);
    const other = store.stored.other.filter((it) => it.chat === here);
    const cards = new Map();
    for (const stack of stacks) {
      const key = `stack ${placeOf(stack)}`;
      cards.set(key, this.#stackCard(key, stack));
    }
    for (const it of other) {
      const key = `other ${it.chat} ${it.person}`;
      cards.set(key, this.#otherCard(key, it));
    }
    this.#cards = cards;
    const wanted = cards.size ? [...cards.values()] : [drawNothing()];
    const isSame = wanted.length === this.children.length
      && wanted.every((it, at) => it === this.children[at]);
    // Moving a card would lose the focus in it.
    if (!isSame) this.replaceChildren(...wanted);
  }

  /** @param {string} key @param {Stack} stack */
  #stackCard(key, stack) {
    const known = this.#cards.get(key);
    const card = known ?? h("section", { class: "card" });
    const title = stack.stack || "Default stack";
    card.setAttribute("aria-label", `Stack ${title}`);
    const old = new Map([...card.querySelectorAll("article")]
      .map((it) => [it.dataset.intent, it]));
    const contexts = [...stack.contexts].reverse().map((it, at) => {
      const article = old.get(it.intent)
        ?? h("article", { class: "context", "data-intent": it.intent });
      fillContext(article, stack, it, at === 0);
      return article;
    });
    const raw = card.querySelector("details")
      ?? h("details", {}, h("summary", {}, "Record of the stack"),
        new JsonField());
    const field = /** @type {JsonField} */ (raw.lastElementChild);
    const wanted = contexts.length ? contexts
      : [h("p", { class: "faint" }, "No dialog is open in it.")];
    const head = drawHead(title, stack);
    if (known && sameOrder(contexts, card)) {
      card.firstElementChild?.replaceWith(head);
    } else {
      card.replaceChildren(head, ...wanted, raw);
    }
    field.set("record", stack.record, (record) => ({
      ...addressOf(stack), stack: stack.stack, record,
    }));
    return card;
  }

  /** @param {string} key @param {OtherState} other */
  #otherCard(key, other) {
    const known = this.#cards.get(key);
    const card = known ?? h("section", { class: "card" },
      h("header", {}, h("h3", {}, "FSM")), h("p", { class: "state" }),
      new JsonField());
    const name = store.findPerson(other.person)?.name;
    const shown = card.querySelector(".state");
    if (shown) {
      shown.textContent = [other.state ?? "no state", name]
        .filter(Boolean).join(" · ");
    }
    const data = /** @type {JsonField} */ (card.lastElementChild);
    data.set("data", other.data, null);
    return card;
  }
}

customElements.define("inspector-state", InspectorState);

/**
 * @param {HTMLElement[]} contexts @param {HTMLElement} card
 */
function sameOrder(contexts, card) {
  const drawn = [...card.querySelectorAll("article")];
  return contexts.length > 0 && drawn.length === contexts.length
    && drawn.every((it, at) => it === contexts[at]);
}

/** @param {Stack} stack */
function placeOf(stack) {
  return `${stack.chat} ${stack.person} ${stack.thread} ${stack.stack}`;
}

/** @param {Stack} stack */
function addressOf({ chat, person, thread }) {
  return { chat, person, thread };
}

/** @param {string} title @param {Stack} stack */
function drawHead(title, stack) {
  const person = store.findPerson(stack.person);
  const topic = store.findChat(stack.chat)?.topics
    .find((it) => it.thread === stack.thread);
  return h("header", {},
    h("h3", {}, title),
    person && h("span", { class: "tag" }, person.name),
    topic && h("span", { class: "tag" }, `# ${topic.title}`),
    h("span", { class: "tag" }, `${stack.contexts.length} open`));
}

/**
 * @param {HTMLElement} article @param {Stack} stack
 * @param {Context} context @param {boolean} isTop
 */
function fillContext(article, stack, context, isTop) {
  const deed = (/** @type {string} */ name) => (/** @type {any} */ it) => ({
    ...addressOf(stack),
    intent: context.intent,
    record: { [name]: it },
  });
  article.classList.toggle("top-most", isTop);
  if (!article.childElementCount) {
    article.append(
      h("div", { class: "context-head" }, h("h4", {}),
        h("code", { title: "Intent" }, context.intent)),
      ...["state", ...FIELDS].map(() => new JsonField()));
  }
  const heading = article.querySelector("h4");
  if (heading) heading.textContent = context.state;
  const fields = article.querySelectorAll("json-field");
  for (const [at, name] of ["state", ...FIELDS].entries()) {
    const field = /** @type {JsonField} */ (fields[at]);
    const value = /** @type {any} */ (context)[name];
    field.set(name, value, deed(name));
    const isEmpty = value === null || value === undefined
      || (typeof value === "object" && !Object.keys(value).length);
    field.classList.toggle("is-empty", isEmpty);
  }
}

function drawNothing() {
  return h("div", { class: "empty" }, icon("storage"),
    h("p", {}, "Nothing is stored for this chat."));
}
