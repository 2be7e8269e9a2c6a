// The heading's switch between dark and light, and Gradio's pop-ups in this page's words.
const W = props.words;

element.querySelector(".fz-theme").addEventListener("click", () => {
  const dark = document.body.classList.toggle("dark");
  try {
    localStorage.setItem("fazhi.theme", dark ? "dark" : "light");
  } catch {
    // it lasts for this visit
  }
});

// Gradio has read it by now; an address to be passed on is better without.
const address = new URL(location.href);
if (address.searchParams.has("__theme")) {
  address.searchParams.delete("__theme");
  history.replaceState(history.state, "", address);
}

const SAID = [
  [/exceed|too large|413/i, W.too_large],
  [/queue is full/i, W.busy],
];

function reword(toast) {
  const title = toast.querySelector(".toast-title");
  const text = toast.querySelector(".toast-text, .toast-message-text");
  // A lost connection is told where a question waits for its answer.
  if (/connection/i.test(toast.textContent)) return toast.remove();
  if (title && title.textContent !== W.title) title.textContent = W.title;
  if (!text || text.dataset.reworded) return undefined;
  const known = SAID.find(([pattern]) => pattern.test(text.textContent));
  text.textContent = known ? known[1] : W.failed;
  text.dataset.reworded = "1";
  return undefined;
}

new MutationObserver(() => document.querySelectorAll(".toast-body").forEach(reword)).observe(document.body, {
  childList: true,
  subtree: true,
});
