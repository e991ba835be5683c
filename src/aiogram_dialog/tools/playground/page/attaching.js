import { actHere, store } from "./app.js";
import { askDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { toast } from "./toasts.js";

/** @import { IconName } from "./icons.js" */

/**
 * @typedef {{reply_to?: number, caption?: string, done: () => void}} Along
 *   what goes along, and what is done once it is sent
 *
 * @typedef {{
 *   kind: string, label: string, icon: IconName, accept: string,
 * }} FileKind
 */

/** @type {FileKind[]} */
const FILES = [
  { kind: "photo", label: "Photo", icon: "photo", accept: "image/*" },
  { kind: "document", label: "Document", icon: "file", accept: "" },
  { kind: "video", label: "Video", icon: "video", accept: "video/*" },
  { kind: "audio", label: "Audio", icon: "audio", accept: "audio/*" },
  { kind: "voice", label: "Voice", icon: "voice", accept: "audio/*" },
];

/**
 * Offer what may be attached to a message.
 *
 * @param {HTMLElement} anchor
 * @param {() => Along} along
 */
export function attachMenu(anchor, along) {
  openMenu(anchor, "Attach", [
    ...FILES.map((it) => ({
      label: it.label,
      icon: icon(it.icon),
      chosen: () => chooseFile(it, along()),
    })),
    {
      label: "Contact", icon: icon("person"),
      chosen: () => sendContact(along()),
    },
    {
      label: "Location", icon: icon("pin"),
      chosen: () => sendLocation(along()),
    },
  ]);
}

/** @param {FileKind} kind @param {Along} along */
function chooseFile({ kind, accept }, along) {
  const input = h("input", { type: "file", accept, hidden: true });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    input.remove();
    if (file) await attachFile(file, along, kind);
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

/**
 * Upload a file, and send it.
 *
 * @param {File} file @param {Along} along @param {string} [kind]
 */
export async function attachFile(file, along, kind = kindOf(file)) {
  const url = new URL("upload", document.baseURI);
  url.searchParams.set("name", file.name);
  url.searchParams.set("type", file.type);
  const answer = await fetch(url, { method: "POST", body: file });
  if (!answer.ok) {
    toast(`"${file.name}" was not taken: ${answer.statusText}`, "error");
    return;
  }
  const { upload } = await answer.json();
  const { done, ...fields } = along;
  if (await actHere("attach", { kind, upload, ...fields })) done();
}

/** @param {File} file */
function kindOf({ type }) {
  const [kind] = type.split("/");
  return { image: "photo", video: "video", audio: "audio" }[kind ?? ""]
    ?? "document";
}

/** @param {Along} along */
async function sendContact({ done }) {
  const form = await askDialog("Send a contact", [
    {
      name: "first_name", label: "Name", required: true,
      value: store.person?.first_name ?? "",
    },
    {
      name: "phone", label: "Phone", type: "tel", required: true,
      value: "+10005550100",
    },
  ], "Send");
  if (form && await actHere("send_contact", Object.fromEntries(form))) done();
}

/** @param {Along} along */
async function sendLocation({ done }) {
  const form = await askDialog("Send a location", [
    {
      name: "latitude", label: "Latitude", type: "number",
      required: true, value: "48.85837",
    },
    {
      name: "longitude", label: "Longitude", type: "number",
      required: true, value: "2.29448",
    },
  ], "Send");
  if (form && await actHere("send_location", {
    latitude: Number(form.get("latitude")),
    longitude: Number(form.get("longitude")),
  })) done();
}
