// Puts the editor in the place of the plain form.
import { pluginsOf } from "./answers.js";

const editor = document.getElementById("editor");
const plain = document.getElementById("plain");
if (editor && plain && globalThis.Yasgui) start(editor, plain);

function start(editor, plain) {
  editor.hidden = false;
  plain.hidden = true;
  for (const [name, plugin] of Object.entries(pluginsOf(editor.dataset))) {
    Yasgui.Yasr.registerPlugin(name, plugin);
  }
  const yasgui = new Yasgui(editor, {
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: false, // our ?query= names a saved query
    autofocus: false,
    yasqe: { value: document.getElementById("text").value },
    yasr: {
      prefixes: JSON.parse(editor.dataset.prefixes),
      pluginOrder: ["table", "timeline", "map", "response"],
    },
  });
  for (const kind of ["click", "auxclick"]) {
    editor.addEventListener(kind, (event) => toOurPage(event.target.closest?.("a[href]"), editor.dataset.base), true);
  }
  yasgui.getTab().getYasr().on("drawn", () => {
    for (const select of editor.querySelectorAll("select.tableSizer")) select.ariaLabel = "Page size";
  });
  const yasqe = yasgui.getTab().getYasqe();
  // the tabulator leads on, as everywhere else on a page
  yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), Tab: false, "Shift-Tab": false });
  yasqe.getInputField().setAttribute("aria-label", editor.dataset.label);
  yasqe.getScrollerElement().tabIndex = 0;
}

/** Lets a link to a thing of the graph lead to its page here, wherever its IRI would lead. */
function toOurPage(link, base) {
  const own = `${base}id/`;
  if (link?.href.startsWith(own)) link.href = `/page/${link.href.slice(own.length)}`;
}
