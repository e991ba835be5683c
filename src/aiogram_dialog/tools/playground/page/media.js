import { avatar, formatDuration, formatSize, h } from "./dom.js";
import { icon } from "./icons.js";
import { fileUrl } from "./urls.js";

/** @import { Media, Message } from "./types.js" */

/**
 * Draw what a message carries beside its text; `null`: nothing.
 *
 * @param {Message} message
 * @returns {HTMLElement | null}
 */
export function drawMedia(message) {
  const own = message.extra?.[message.kind] ?? message.extra ?? {};
  switch (message.kind) {
    case "dice": return drawDice(own);
    case "contact": return drawContact(own);
    case "location": return drawPlace(own, "Location", "");
    case "venue":
      return drawPlace(own.location ?? own, own.title, own.address);
    case "poll": return drawPoll(own);
  }
  if (!message.media) return null;
  const drawn = drawFile(message.kind, message.media, own);
  return message.spoiler ? cover(drawn) : drawn;
}

/**
 * @param {string} kind @param {Media} media
 * @param {Record<string, any>} own
 */
function drawFile(kind, media, own) {
  switch (kind) {
    case "photo": return drawPicture(media, "picture", "Photo");
    case "sticker":
      return drawPicture(media, "sticker", `Sticker ${own.emoji ?? ""}`);
    case "video":
    case "animation":
    case "video_note": return drawVideo(kind, media);
    case "voice":
    case "audio": return drawSound(kind, media, own);
    default: return drawDocument(media, "file");
  }
}

/** @param {Media} media @param {string} kind @param {string} label */
function drawPicture(media, kind, label) {
  const image = h("img", {
    src: fileUrl(media.file),
    alt: label,
    loading: "lazy",
    decoding: "async",
    width: media.width,
    height: media.height,
  });
  const box = h("div", { class: `media ${kind}` }, image);
  image.addEventListener("error", () =>
    image.replaceWith(drawDocument(media, "photo", label)));
  return box;
}

/** @param {string} kind @param {Media} media */
function drawVideo(kind, media) {
  const isLoop = kind === "animation";
  const label = { video: "Video", animation: "GIF" }[kind] ?? "Video note";
  const video = h("video", {
    src: fileUrl(media.file),
    "aria-label": label,
    controls: !isLoop,
    loop: isLoop,
    autoplay: isLoop,
    playsinline: true,
    preload: "metadata",
    poster: media.thumb ? fileUrl(media.thumb) : null,
    width: media.width,
    height: media.height,
  });
  video.muted = true;
  const box = h("div", { class: `media ${kind}` }, video,
    h("span", { class: "badge" }, label));
  video.addEventListener("error", () => {
    box.className = "media unseen";
    box.replaceChildren(drawDocument(media, "video", label));
  });
  return box;
}

/**
 * @param {string} kind @param {Media} media
 * @param {Record<string, any>} own
 */
function drawSound(kind, media, own) {
  const title = [own.performer, own.title].filter(Boolean).join(" – ");
  const label = kind === "voice" ? "Voice message" : title || media.name
    || "Audio";
  return h("div", { class: `media sound ${kind}` },
    h("span", { class: "symbol" },
      icon(kind === "voice" ? "voice" : "audio")),
    h("div", { class: "lines" },
      h("b", {}, label),
      h("small", {}, formatDuration(media.duration ?? 0)),
      h("audio", {
        src: fileUrl(media.file), controls: true, preload: "none",
        "aria-label": label,
      })));
}

/**
 * @param {Media} media
 * @param {"file" | "photo" | "video"} symbol
 * @param {string} [label]
 */
function drawDocument(media, symbol, label = "File") {
  const facts = [
    media.size ? formatSize(media.size) : null,
    media.mime,
  ].filter(Boolean).join(" · ");
  return h("a", {
    class: "media document",
    href: fileUrl(media.file),
    download: media.name ?? "",
  },
  h("span", { class: "symbol" }, icon(symbol)),
  h("span", { class: "lines" },
    h("b", {}, media.name || label), h("small", {}, facts)));
}

/** @param {HTMLElement} drawn */
function cover(drawn) {
  const button = h("button", {
    type: "button",
    class: "uncover",
    onclick: () => {
      drawn.inert = false;
      box.replaceWith(drawn);
    },
  }, h("span", {}, "Spoiler: show"));
  drawn.inert = true;
  const box = h("div", { class: "covered" }, drawn, button);
  return box;
}

/** @param {Record<string, any>} dice */
function drawDice(dice) {
  return h("div", { class: "media dice", role: "img",
    "aria-label": `${dice.emoji ?? "🎲"}: ${dice.value}` },
  h("span", {}, dice.emoji ?? "🎲"), h("b", {}, String(dice.value ?? "")));
}

/** @param {Record<string, any>} contact */
function drawContact(contact) {
  const name = [contact.first_name, contact.last_name]
    .filter(Boolean).join(" ");
  return h("div", { class: "media contact" },
    avatar(name, contact.user_id ?? 3),
    h("span", { class: "lines" }, h("b", {}, name),
      h("small", {}, contact.phone_number ?? "")));
}

/**
 * @param {Record<string, any>} at
 * @param {string} title @param {string} address
 */
function drawPlace(at, title, address) {
  const where = `${Number(at.latitude).toFixed(5)}, `
    + Number(at.longitude).toFixed(5);
  return h("div", { class: "media place" },
    h("div", { class: "map" }, icon("pin")),
    h("span", { class: "lines" }, h("b", {}, title),
      h("small", {}, address ? `${address} · ${where}` : where)));
}

/** @param {Record<string, any>} poll */
function drawPoll(poll) {
  const total = Math.max(1, poll.total_voter_count ?? 0);
  const kind = poll.type === "quiz" ? "Quiz" : "Poll";
  /** @type {Record<string, any>[]} */
  const options = poll.options ?? [];
  return h("div", { class: "media poll" },
    h("b", {}, poll.question ?? ""),
    h("small", {}, poll.is_anonymous === false ? kind
      : `Anonymous ${kind.toLowerCase()}`),
    h("ul", {}, ...options.map(({ text, voter_count: votes }) => h("li", {},
      h("span", {}, text), h("span", {}, String(votes ?? 0)),
      h("meter", { min: 0, max: total, value: votes ?? 0,
        "aria-label": text })))));
}
