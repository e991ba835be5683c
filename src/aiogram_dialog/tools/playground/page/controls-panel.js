import { act, store } from "./app.js";
import { confirmDialog, sourceDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { chosenTheme, setTheme } from "./theme.js";
import { toast } from "./toasts.js";

/** @import { Faults } from "./types.js" */

/** @type {[Faults["mode"], string][]} */
const MODES = [
  ["none", "Answers"],
  ["429", "Too many requests (429)"],
  ["500", "Server error (5xx)"],
  ["silent", "Does not answer"],
];
/** @type {[import("./theme.js").Theme, string][]} */
const THEMES = [["system", "System"], ["light", "Light"], ["dark", "Dark"]];
const SLOWEST_MS = 5000;

/** How the bot runs, what Telegram does to it, and how the page looks. */
class ControlsPanel extends HTMLElement {
  #target = h("p", { class: "faint" });
  #reload = h("input", {
    type: "checkbox", role: "switch",
    onchange: () => act("set_reload", { on: this.#reload.checked }),
  });
  #latency = h("input", {
    type: "range", min: 0, max: SLOWEST_MS, step: 50,
    oninput: () => this.#say(), onchange: () => this.#setFaults(),
  });
  #chance = h("input", {
    type: "range", min: 0, max: 100, step: 5,
    oninput: () => this.#say(), onchange: () => this.#setFaults(),
  });
  #latencyText = h("span", { class: "value", "aria-hidden": "true" });
  #chanceText = h("span", { class: "value", "aria-hidden": "true" });
  #modes = radios("mode", MODES, () => this.#setFaults());
  #themes = radios("theme", THEMES, () => setTheme(checked(this.#themes)));

  connectedCallback() {
    this.replaceChildren(
      section("Bot", this.#target,
        h("label", { class: "switch-line" }, h("span", {}, "Reload on save"),
          this.#reload),
        h("div", { class: "buttons" },
          command("restart", "Restart the bot", restart),
          command("trash", "Forget everything", forget))),
      section("Telegram",
        slider("Latency", this.#latency, this.#latencyText),
        this.#modes,
        slider("How often it fails", this.#chance, this.#chanceText)),
      section("Conversation",
        h("p", { class: "faint" }, "What was said and pressed, as a test"
          + " for pytest that passes."),
        h("div", { class: "buttons" },
          command("test", "Copy as test", copyTest))),
      section("Looks", this.#themes));
    check(this.#themes, chosenTheme());
    store.on("world", () => this.#update());
  }

  #update() {
    const { world } = store;
    if (!world) return;
    const { faults } = world;
    this.#target.textContent = `${world.bot.target} · ${world.storage}`;
    this.#reload.checked = world.reload;
    check(this.#modes, faults.mode);
    this.#latency.value = String(faults.latency_ms);
    this.#chance.value = String(Math.round(faults.chance * 100));
    this.#say();
  }

  #say() {
    say(this.#latency, this.#latencyText, "ms");
    say(this.#chance, this.#chanceText, "%");
    this.#chance.disabled = checked(this.#modes) === "none";
  }

  #setFaults() {
    const mode = checked(this.#modes);
    if (mode !== "none" && this.#chance.value === "0") {
      this.#chance.value = "100";
    }
    this.#say();
    act("set_faults", {
      latency_ms: Number(this.#latency.value),
      mode,
      chance: Number(this.#chance.value) / 100,
    });
  }
}

customElements.define("controls-panel", ControlsPanel);

/** @param {string} title @param {...Node} children */
function section(title, ...children) {
  return h("section", { class: "card", "aria-label": title },
    h("header", {}, h("h3", {}, title)), ...children);
}

/**
 * @param {string} label @param {HTMLElement} input
 * @param {HTMLElement} value
 */
function slider(label, input, value) {
  return h("label", { class: "slider" },
    h("span", {}, label), value, input);
}

/**
 * @param {HTMLInputElement} input @param {HTMLElement} shown
 * @param {string} unit
 */
function say(input, shown, unit) {
  const words = `${input.value} ${unit}`;
  shown.textContent = words;
  input.setAttribute("aria-valuetext", words);
}

/**
 * @param {import("./icons.js").IconName} name @param {string} label
 * @param {() => void} onclick
 */
function command(name, label, onclick) {
  return h("button", { type: "button", class: "button", onclick },
    icon(name), label);
}

/**
 * @param {string} name @param {[string, string][]} options
 * @param {() => void} onchange
 */
function radios(name, options, onchange) {
  const label = name === "mode" ? "Telegram" : "Theme";
  return h("div", {
    role: "radiogroup", class: `radios ${name}`, "aria-label": label,
    onchange,
  }, ...options.map(([value, text]) => h("label", {},
    h("input", { type: "radio", name, value }), h("span", {}, text))));
}

/** @param {HTMLElement} group @returns {any} the value of the option */
function checked(group) {
  const input = group.querySelector("input:checked");
  return input instanceof HTMLInputElement ? input.value : null;
}

/** @param {HTMLElement} group @param {string} value */
function check(group, value) {
  for (const input of group.querySelectorAll("input")) {
    input.checked = input.value === value;
  }
}

async function restart() {
  if (await act("restart")) toast("The bot was started anew.");
}

async function forget() {
  const text = "All chats, all people but the first, and all that is"
    + " stored will be gone.";
  if (await confirmDialog("Forget everything?", text, "Forget")) {
    await act("forget");
  }
}

async function copyTest() {
  const source = await act("copy_test");
  if (typeof source === "string") await sourceDialog("A test", source);
}
