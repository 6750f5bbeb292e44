// A decision on pictures is open once each of them has been drawn: they are made while the page is read already.
export default function afterPictures(section) {
  const button = section.querySelector("[data-after-pictures]");
  const pictures = [...document.querySelectorAll(".edition-previews img")];
  if (!button || !pictures.length) return;
  const again = () => {
    const isWaiting = pictures.some((picture) => !picture.complete);
    button.disabled = isWaiting;
    section.querySelector("[data-waits]").hidden = !isWaiting;
    section.querySelector("[data-missing]").hidden = isWaiting || pictures.every((picture) => picture.naturalWidth);
  };
  pictures.forEach((picture) => ["load", "error"].forEach((name) => picture.addEventListener(name, again)));
  again();
}
