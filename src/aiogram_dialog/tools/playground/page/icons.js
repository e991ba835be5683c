/** Icons, drawn by lines in a square of 24. */

const PATHS = {
  chats: "M4 5h16v11H9l-5 4z",
  inspect: "M4 6h10M18 6h2M4 12h3M11 12h9M4 18h8M16 18h4"
    + "M16 4v4M9 10v4M14 16v4",
  send: "M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4",
  attach: "M8 12.5 14 6.6a3 3 0 0 1 4.3 4.3l-8 7.8a4.6 4.6 0 0 1-6.5"
    + "-6.5L11 5",
  slash: "M9 20 15 4M4 4h16v16H4z",
  reply: "M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  link: "M10 14 20 4M13 4h7v7M18 14v6H4V6h6",
  window: "M4 5h16v14H4zM4 9h16",
  forward: "M4 12h15M13 6l6 6-6 6",
  key: "M14 10a4 4 0 1 1-4-4 4 4 0 0 1 4 4zM13 13l7 7M17 17l2-2",
  card: "M3 6h18v12H3zM3 10h18",
  game: "M7 8h10a5 5 0 0 1 0 9l-3-3h-4l-3 3a5 5 0 0 1 0-9zM8 11v2M15.5"
    + " 12h1",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  person: "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4 21a8 8 0 0 1 16 0",
  group: "M12 9a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM2 20a6.5 6.5 0 0 1"
    + " 13 0M16 6a3.5 3.5 0 0 1 0 7M18 15a6 6 0 0 1 4 5",
  dots: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  chevron: "M6 9l6 6 6-6",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9v.01",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  video: "M3 6h12v12H3zM15 11l6-3v8l-6-3",
  audio: "M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM9 18V5l11-2v12M20"
    + " 15a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7"
    + " 0 0 0 14 0M12 18v3",
  pin: "M12 21c5-6 7-8.5 7-12a7 7 0 0 0-14 0c0 3.5 2 6 7 12zM14.5 9"
    + "a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  update: "M13 3 5 14h6l-1 7 8-11h-6z",
  handler: "M4 8h9a4 4 0 0 1 0 8H8M11 13l-3 3 3 3",
  storage: "M4 6c0-4 16-4 16 0s-16 4-16 0zM4 6v12c0 4 16 4 16 0V6M4 12"
    + "c0 4 16 4 16 0",
  plan: "M4 20c4 0 4-3 6-5l8-10a2 2 0 0 1 2 2l-9 9c-2 2-3 4-7 4z",
  call: "M7 17 17 7M9 7h8v8",
  error: "M12 4 2.5 20h19zM12 10v4M12 17v.01",
  log: "M5 6h14M5 12h14M5 18h9",
  control: "M5 7h14M5 17h14M9 5v4M15 15v4",
  restart: "M20 12a8 8 0 1 1-2.5-5.800M20 3v4h-4",
  test: "M9 3h6M10 3v6L5 19a1.5 1.5 0 0 0 1.4 2h11.200a1.5 1.5 0"
    + " 0 0 1.4-2L14 9V3M7.5 15h9",
  sun: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 3v1M12 20v1M3 12h1M20"
    + " 12h1M5.6 5.600l.7.7M17.7 17.700l.7.7M5.6 18.400l.7-.7M17.7"
    + " 6.300l.7-.7",
  moon: "M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z",
  lock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
  timeline: "M6 4v16M6 7h13M6 13h8M6 19h11",
};

/** @typedef {keyof typeof PATHS} IconName */

const SVG = "http://www.w3.org/2000/svg";

/** @param {IconName} name @returns {SVGSVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** @param {string} name @returns {name is IconName} */
export function isIcon(name) {
  return name in PATHS;
}
