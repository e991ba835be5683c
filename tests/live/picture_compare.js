// How many of the pixels of two pictures differ, from 0 to 1.
//
// Both are made small before, so that the edges of letters, which are not the
// same on every machine, are lost, and what is seen from afar is left.
async ([one, other, scale, threshold]) => {
  const load = async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    return image;
  };
  const [first, second] = await Promise.all([load(one), load(other)]);
  if (first.width !== second.width || first.height !== second.height) {
    return 1;
  }
  const pixels = (image) => {
    const canvas = new OffscreenCanvas(
      Math.round(image.width / scale),
      Math.round(image.height / scale),
    );
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const [before, after] = [pixels(first), pixels(second)];
  let different = 0;
  for (let at = 0; at < before.length; at += 4) {
    const apart = [0, 1, 2].some(
      (part) => Math.abs(before[at + part] - after[at + part]) > threshold,
    );
    different += apart ? 1 : 0;
  }
  return (different * 4) / before.length;
}
