// A quote shown beside the reference that the pointer or the focus is on.
function fazhiTip(element, cardOf) {
  const tip = document.createElement("div");
  tip.className = "fz-tip fz";
  tip.id = "fz-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  element.append(tip);
  let shown = null;

  function show(event) {
    const target = event.target.closest && event.target.closest(".fz-ref, .fz-cell[data-cite]");
    if (target === shown) return;
    hide();
    const card = target && cardOf(target);
    if (!card) return;
    shown = target;
    const quote = document.createElement("p");
    const meta = document.createElement("p");
    quote.append(...[...card.querySelector("blockquote").childNodes].map((node) => node.cloneNode(true)));
    meta.className = "fz-soft";
    meta.textContent = card.querySelector(".fz-meta").textContent;
    tip.replaceChildren(quote, meta);
    tip.hidden = false;
    target.setAttribute("aria-describedby", tip.id);
    const at = target.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left - 20), innerWidth - tip.offsetWidth - 8);
    const above = at.top - tip.offsetHeight - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : at.bottom + 6}px`;
  }

  function hide() {
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }

  element.addEventListener("pointerover", show);
  element.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && show(event));
  element.addEventListener("focusout", hide);
  element.addEventListener("click", hide);
  element.addEventListener("scroll", hide, true);
  element.addEventListener("pointerleave", hide);
  element.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
