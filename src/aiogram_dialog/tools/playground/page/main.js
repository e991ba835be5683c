import { connection, store } from "./app.js";
import "./chat-view.js";
import { alertDialog } from "./dialogs.js";
import "./error-banner.js";
import "./inspector-panel.js";
import "./people-list.js";
import { chosenTheme, setTheme } from "./theme.js";
import { toast } from "./toasts.js";
import { safeUrl } from "./urls.js";
import "./views.js";

setTheme(chosenTheme());

connection.on("event", (event) => store.receive(event));

let isFirst = true;
connection.on("online", (on) => {
  document.body.classList.toggle("offline", !on);
  if (!on) return;
  // The server tells everything anew.
  if (!isFirst) store.clear();
  isFirst = false;
});

store.on("answered", ({ answer: { text, alert, url } }) => {
  if (text && alert) alertDialog(text);
  else if (text) toast(text);
  const address = safeUrl(url);
  if (address) toast(`The bot opens ${address}`);
});

store.on("world", ({ bot }) => {
  document.title = `${bot.name} – playground`;
});

connection.open();
