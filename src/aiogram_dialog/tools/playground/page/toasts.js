import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_MS = 6000;

/** Where toasts appear: a polite live region. */
class ToastStack extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    this.setAttribute("aria-live", "polite");
  }

  /** @param {string} text @param {"info" | "error"} kind */
  add(text, kind) {
    const shown = h("div", { class: `toast ${kind}` },
      kind === "error" && icon("error"),
      h("span", {}, text),
      iconButton("Close", icon("close"), () => shown.remove()));
    this.append(shown);
    const leave = () => shown.matches(":hover, :focus-within")
      ? setTimeout(leave, SHOWN_MS)
      : shown.remove();
    setTimeout(leave, SHOWN_MS);
  }
}

customElements.define("toast-stack", ToastStack);

/**
 * Say something in passing.
 *
 * @param {string} text
 * @param {"info" | "error"} [kind]
 */
export function toast(text, kind = "info") {
  const stack = document.querySelector("toast-stack");
  if (stack instanceof ToastStack) stack.add(text, kind);
}
