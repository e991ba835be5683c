/**
 * Move the focus with arrows among elements that are one stop of Tab.
 */

/** @type {Record<string, number>} */
const LINE = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/**
 * Arrows, Home and End go through a line of elements.
 *
 * @param {HTMLElement} box
 * @param {() => HTMLElement[]} items
 */
export function roveLine(box, items) {
  box.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.findIndex((it) => it === document.activeElement);
    if (at < 0) return;
    const next = event.key === "Home" ? 0
      : event.key === "End" ? all.length - 1
      : at + (LINE[event.key] ?? 0);
    move(event, all, at, next);
  });
  keepOneStop(box, items);
}

/**
 * Arrows go through rows of buttons, by row and column.
 *
 * @param {HTMLElement} box
 * @param {() => HTMLElement[][]} rows
 */
export function roveGrid(box, rows) {
  box.addEventListener("keydown", (event) => {
    const all = rows();
    const row = all.findIndex((it) =>
      it.some((key) => key === document.activeElement));
    const keys = all[row];
    if (!keys) return;
    const at = keys.findIndex((it) => it === document.activeElement);
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      move(event, keys, at, at + (LINE[event.key] ?? 0));
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const other = all[row + (LINE[event.key] ?? 0)];
      if (other) move(event, other, -1, Math.min(at, other.length - 1));
    }
  });
  keepOneStop(box, () => rows().flat());
}

/**
 * @param {HTMLElement} box
 * @param {() => HTMLElement[]} items
 */
function keepOneStop(box, items) {
  box.addEventListener("focusin", (event) => {
    const all = items();
    if (!all.some((it) => it === event.target)) return;
    for (const item of all) item.tabIndex = item === event.target ? 0 : -1;
  });
}

/**
 * Let the first of the elements, or the one given, be the stop of Tab.
 *
 * @param {HTMLElement[]} items
 * @param {HTMLElement} [stop]
 */
export function setStop(items, stop = items[0]) {
  for (const item of items) item.tabIndex = item === stop ? 0 : -1;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} all
 * @param {number} at
 * @param {number} next
 */
function move(event, all, at, next) {
  const target = all[next];
  if (next === at || !target) return;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
}
