import { store } from "./app.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** What keeps the bot from running, such as an error on import. */
class ErrorBanner extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "alert");
    this.hidden = true;
    store.on("world", ({ error }) => {
      this.hidden = !error;
      this.replaceChildren(...error ? [
        h("details", {},
          h("summary", {}, icon("error"), h("b", {}, error.title)),
          h("pre", { class: "traceback", tabindex: "0" },
            error.traceback)),
      ] : []);
    });
  }
}

customElements.define("error-banner", ErrorBanner);
