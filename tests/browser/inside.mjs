// What the looks need inside a page; it is put there before the page's own content.
export function inside() {
  const shade = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * shade(r) + 0.7152 * shade(g) + 0.0722 * shade(b);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  window.retro = {
    /** A colour as four parts from 0 to 1, however CSS writes it. */
    colour(text) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
    },
    over([r, g, b, a], below) {
      return [r, g, b].map((part, i) => part * a + below[i] * (1 - a)).concat(1);
    },
    contrast(one, other) {
      const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05);
    },
    /** The colour that an element stands on: of all that it lies in, laid over each other. */
    paper(element = document.body) {
      const below = element.parentElement ? this.paper(element.parentElement) : this.over(this.colour("Canvas"), [1, 1, 1]);
      return this.over(this.colour(getComputedStyle(element).backgroundColor), below);
    },
    /** A short way to an element, for people. */
    named(element) {
      const own = (e) => e.tagName.toLowerCase() + (e.classList[0] ? `.${e.classList[0]}` : "");
      const near = element.parentElement?.closest("[id]");
      const said = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
      return `${near ? `#${near.id} ` : ""}${own(element)}${said && ` “${said}”`}`;
    },
  };
}
