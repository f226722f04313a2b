// The document beside the chat: a panel on a wide window, a sheet over everything on a narrow one.

const panel = chat.querySelector(".panel");
const panelBody = panel.querySelector(".panel-body");
const narrow = matchMedia("(max-width: 60rem)");
let panelOpener = null;

async function openDocument(opener, quotes) {
  const { document: key, start } = opener.dataset;
  panelOpener = opener;
  panelBody.textContent = "Opening…";
  if (!panel.open && narrow.matches) panel.showModal();
  else if (!panel.open) panel.show();
  chat.classList.add("reading");
  const starts = quotes.filter((quote) => quote.document === key).map((quote) => quote.start);
  const page = await server.document({ document: key, starts }).catch(() => undefined);
  if (opener !== panelOpener) return;
  if (!page) {
    panelBody.textContent = "The document could not be opened. It may have changed: ask again.";
    return;
  }
  panelBody.innerHTML = page;
  const passage = panelBody.querySelector(`mark[data-start="${Number(start)}"]`);
  (passage ?? panelBody.querySelector("h2")).focus({ preventScroll: true });
  passage?.scrollIntoView({ block: "center", behavior: "instant" });
}

function closeDocument() {
  if (panel.open) panel.close();
}

panel.addEventListener("close", () => {
  chat.classList.remove("reading");
  panelBody.replaceChildren();
  if (panelOpener?.isConnected) panelOpener.focus({ preventScroll: true });
  panelOpener = null;
});
panel.querySelector(".close-panel").addEventListener("click", closeDocument);

// Only a modal dialog closes on Escape by itself; a sheet also closes when the page behind it is pressed.
chat.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !more.matches(":popover-open")) closeDocument();
});
panel.addEventListener("click", (event) => {
  if (event.target === panel) closeDocument();
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  // The address of the page stays as it is.
  event.preventDefault();
  const target = panelBody.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center" });
});
