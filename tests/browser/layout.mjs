// Does it fit, on a screen and on paper, without scrolling sideways?
export function layout(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= innerWidth) return [];
    const scrolls = (e) => e && e !== root && e !== document.body && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
    const wide = [...document.body.querySelectorAll("*")].filter(
      (e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(e.parentElement),
    );
    return [["scrolls sideways", `${root.scrollWidth} px: ${wide.slice(0, 3).map(retro.named).join(", ")}`]];
  });
}
