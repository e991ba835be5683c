import { act, connection, store } from "./app.js";
import { hashOf } from "./chat-view.js";
import { askDialog } from "./dialogs.js";
import { avatar, h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { summary, timeOf } from "./message-parts.js";
import { roveLine, setStop } from "./roving.js";
import { setView } from "./views.js";

/** @import { Chat, Person } from "./types.js" */

/** The column of chats and people. */
class PeopleList extends HTMLElement {
  #brand = h("header", { class: "brand" });
  #chats = h("div", { class: "rows" });
  #people = h("div", { class: "rows" });
  #waits = false;

  connectedCallback() {
    this.replaceChildren(
      this.#brand,
      h("nav", { class: "scroll", "aria-label": "Chats and people" },
        heading("Chats", "New group", "group", addGroup), this.#chats,
        heading("People", "New person", "plus", addPerson), this.#people));
    roveLine(this.#chats, () => buttonsIn(this.#chats));
    roveLine(this.#people, () => buttonsIn(this.#people));
    for (const name of /** @type {const} */ (
      ["world", "selection", "log", "message", "reset"])) {
      store.on(name, () => this.#drawSoon());
    }
    connection.on("online", (on) => {
      this.#brand.classList.toggle("offline", !on);
      this.#drawSoon();
    });
  }

  /** Draw once for all that happens in a moment. */
  #drawSoon() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      this.#draw();
    });
  }

  #draw() {
    const { world } = store;
    if (!world) return;
    const focused = document.activeElement instanceof HTMLElement
      ? document.activeElement.dataset.key : undefined;
    const { bot } = world;
    const health = this.#brand.classList.contains("offline")
      ? "reconnecting" : world.running ? "running" : "stopped";
    this.#brand.replaceChildren(
      avatar(bot.name, bot.id),
      h("div", { class: "lines" },
        h("h1", {}, bot.name),
        h("small", {}, `@${bot.username}`)),
      h("span", { class: `health ${health}`, role: "status" }, health));
    this.#chats.replaceChildren(...world.chats.map(drawChat));
    this.#people.replaceChildren(...world.people.map(drawPerson));
    for (const box of [this.#chats, this.#people]) {
      const all = buttonsIn(box);
      setStop(all, all.find((it) =>
        it.getAttribute("aria-current") === "true") ?? all[0]);
      if (focused) all.find((it) => it.dataset.key === focused)?.focus();
    }
  }
}

customElements.define("people-list", PeopleList);

/** @param {HTMLElement} box @returns {HTMLElement[]} */
function buttonsIn(box) {
  return [...box.querySelectorAll("button")];
}

/**
 * @param {string} title @param {string} label
 * @param {import("./icons.js").IconName} name
 * @param {() => void} onclick
 */
function heading(title, label, name, onclick) {
  return h("div", { class: "heading" }, h("h2", {}, title),
    iconButton(label, icon(name), onclick));
}

/** @param {Chat} chat */
function drawChat(chat) {
  const last = [...store.log(chat.key).messages.values()].at(-1);
  const unread = store.unread.get(chat.key) ?? 0;
  const isPrivate = chat.type === "private";
  const person = isPrivate ? store.findPerson(chat.people[0]) : null;
  const title = person?.name ?? chat.title;
  const isHere = chat.key === store.chatKey;
  return h("button", {
    type: "button",
    class: "row-button",
    "data-key": chat.key,
    "aria-current": isHere ? "true" : null,
    onclick: () => {
      store.look(chat.key);
      setView("chat");
    },
  },
  avatar(title, person?.id ?? hashOf(chat.key), isPrivate ? "" : "square"),
  h("span", { class: "lines" },
    h("span", { class: "top" }, h("b", {}, title),
      last && h("time", {}, timeOf(last))),
    h("span", { class: "top" },
      h("small", {}, last ? summary(last) : "No messages"),
      unread > 0 && h("span", {
        class: "count", "aria-label": `${unread} unread`,
      }, String(unread)))));
}

/** @param {Person} person */
function drawPerson(person) {
  const facts = [
    person.username && `@${person.username}`,
    person.language,
    person.blocked && "blocked the bot",
  ].filter(Boolean).join(" · ");
  return h("button", {
    type: "button",
    class: "row-button person",
    "data-key": `person ${person.id}`,
    title: "Change this person",
    onclick: () => changePerson(person),
  },
  avatar(person.name, person.id, "small"),
  h("span", { class: "lines" },
    h("b", {}, person.name), h("small", {}, facts || `id ${person.id}`)),
  icon("edit"));
}

/** @param {Person} person */
async function changePerson(person) {
  const form = await askDialog(`Change ${person.name}`, [
    {
      name: "name", label: "First name", value: person.first_name,
      required: true,
    },
    { name: "last_name", label: "Last name", value: person.last_name ?? "" },
    { name: "username", label: "Username", value: person.username ?? "" },
    {
      name: "language", label: "Language", value: person.language ?? "",
      hint: "A tag such as en, de or pt-br",
    },
    {
      name: "blocked", label: "Blocks the bot", type: "checkbox",
      value: person.blocked ? "yes" : "",
    },
  ], "Save");
  if (!form) return;
  const { blocked, ...fields } = Object.fromEntries(form);
  await act("change_person", { person: person.id, ...fields });
  const isBlocked = blocked === "yes";
  if (isBlocked !== person.blocked) {
    await act(isBlocked ? "block" : "unblock", { person: person.id });
  }
}

async function addPerson() {
  const form = await askDialog("New person", [
    { name: "name", label: "First name", required: true },
  ], "Add");
  if (!form) return;
  const id = await act("add_person", { name: form.get("name") });
  if (id) {
    store.lookFor((it) => it.type === "private" && it.people.includes(id));
  }
}

async function addGroup() {
  const people = store.world?.people ?? [];
  const boxes = people.map((it) => h("label", { class: "check" },
    h("input", {
      type: "checkbox", name: "people", value: it.id, checked: true,
    }), h("span", {}, it.name)));
  const form = await askDialog("New group", [
    { name: "title", label: "Title", required: true },
    { name: "forum", label: "With topics", type: "checkbox" },
  ], "Add", [h("fieldset", {}, h("legend", {}, "People"), ...boxes)]);
  if (!form) return;
  const key = await act("add_group", {
    title: form.get("title"),
    people: form.getAll("people").map(Number),
    forum: form.get("forum") === "yes",
  });
  if (key) store.lookFor((it) => it.key === key);
}
