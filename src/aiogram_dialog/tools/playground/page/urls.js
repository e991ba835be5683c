const SCHEMES = new Set([
  "http:", "https:", "tg:", "ton:", "mailto:", "tel:",
]);

/**
 * Return an address that may be followed, or `null`: bots say which.
 *
 * @param {string | null | undefined} url
 */
export function safeUrl(url) {
  try {
    const parsed = new URL(url ?? "");
    return SCHEMES.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/**
 * Where the server has a file of the emulator.
 *
 * @param {string} file
 */
export function fileUrl(file) {
  return new URL(`files/${encodeURIComponent(file)}`, document.baseURI).href;
}
