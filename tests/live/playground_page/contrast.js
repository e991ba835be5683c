/**
 * Return texts whose contrast with what lies behind them is below AA.
 *
 * Backgrounds with alpha are laid over one another down to the page.
 */
() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const seen = new Map();

  // Colours of any notation, color-mix included, become four numbers.
  function numbers(colour) {
    if (!seen.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      seen.set(colour, [r, g, b, a / 255]);
    }
    return seen.get(colour);
  }

  function over([r, g, b, a], [br, bg, bb]) {
    return [r * a + br * (1 - a), g * a + bg * (1 - a),
      b * a + bb * (1 - a), 1];
  }

  function behind(element) {
    if (!element) return [255, 255, 255, 1];
    const own = numbers(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  }

  function luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((it) => it / 255)
      .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function isSeen(element) {
    return element.checkVisibility({
      opacityProperty: true, visibilityProperty: true,
    });
  }

  const wrong = [];
  const walker = document.createTreeWalker(document.body,
    NodeFilter.SHOW_TEXT);
  let texts = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!/[\p{L}\p{N}]/u.test(text) || !isSeen(element)
      || element.closest(":disabled")) continue;
    texts += 1;
    const style = getComputedStyle(element);
    const back = behind(element);
    const front = over(numbers(style.color), back);
    const [light, dark] = [luminance(front), luminance(back)]
      .sort((one, two) => two - one);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const needed = size >= 24 ? 3 : 4.5;
    if (ratio < needed) {
      wrong.push(`${ratio.toFixed(2)} ${element.className}: ${text}`);
    }
  }
  return { texts, wrong };
}
