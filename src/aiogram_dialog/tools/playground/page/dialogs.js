import { copyText, h, present } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./toasts.js";

/** @import { Child } from "./dom.js" */

/**
 * @typedef {{
 *   name: string, label: string, value?: string,
 *   type?: "text" | "number" | "checkbox" | "tel",
 *   required?: boolean, hint?: string,
 * }} Field
 */

/**
 * Show a modal dialog until it is closed, and return how it was.
 *
 * @param {string} title
 * @param {Child[]} body
 * @param {{label: string, value: string, kind?: string}[]} buttons
 * @param {string} [role]
 * @returns {Promise<{value: string, form: HTMLFormElement}>}
 */
function show(title, body, buttons, role = "dialog") {
  const keys = buttons.map(({ label, value, kind }) =>
    h("button", {
      value,
      class: `button ${kind ?? ""}`,
      formnovalidate: value === "",
    }, label));
  const form = h("form", { method: "dialog" },
    h("h2", { id: "dialog-title" }, title), ...body,
    h("div", { class: "dialog-buttons" }, ...keys));
  const dialog = h("dialog", {
    role, "aria-labelledby": "dialog-title",
  }, form);
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector("input")?.select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve({ value: dialog.returnValue, form });
      dialog.remove();
    });
  });
}

/** Show what a bot wants to be read. @param {string} text */
export async function alertDialog(text) {
  const body = [h("p", { class: "alert-text" }, text)];
  await show("The bot says", body,
    [{ label: "OK", value: "ok", kind: "primary" }], "alertdialog");
}

/**
 * Ask before something is lost.
 *
 * @param {string} title @param {string} text @param {string} label
 */
export async function confirmDialog(title, text, label) {
  const { value } = await show(title, [h("p", {}, text)], [
    { label: "Cancel", value: "" },
    { label, value: "yes", kind: "danger" },
  ], "alertdialog");
  return value === "yes";
}

/**
 * Ask for some values; `null` is returned when none are given.
 *
 * @param {string} title
 * @param {Field[]} fields
 * @param {string} label of the button that does it
 * @param {Child[]} more what else the form has
 * @returns {Promise<FormData | null>}
 */
export async function askDialog(title, fields, label, more = []) {
  const { value, form } = await show(
    title,
    [...fields.map(drawField), ...present(more)],
    // The first button is the one Enter presses.
    [{ label, value: "yes", kind: "primary" },
      { label: "Cancel", value: "" }],
  );
  return value === "yes" ? new FormData(form) : null;
}

/** @param {Field} field */
function drawField({ name, label, value, type, required, hint }) {
  const isBox = type === "checkbox";
  const input = h("input", {
    name,
    type: type ?? "text",
    value: isBox ? "yes" : value ?? "",
    checked: isBox && value === "yes",
    required: required ?? false,
    autocomplete: "off",
    step: type === "number" && "any",
  });
  return h("label", { class: isBox ? "check" : "field" },
    ...(isBox ? [input, h("span", {}, label)]
      : [h("span", {}, label), input]),
    hint && h("small", {}, hint));
}

/**
 * Show a source that may be copied.
 *
 * @param {string} title @param {string} source
 */
export async function sourceDialog(title, source) {
  const copy = h("button", {
    type: "button",
    class: "button",
    onclick: async () => {
      const done = await copyText(source);
      toast(done ? "Copied." : "Select the text and copy it by hand.");
    },
  }, icon("copy"), "Copy");
  const code = h("pre", { class: "source", tabindex: "0" }, source);
  await show(title, [code, copy],
    [{ label: "Close", value: "ok", kind: "primary" }]);
}
