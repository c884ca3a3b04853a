// Replaces the marked parts of the page when the server says that there is something new.
"use strict";
(() => {
  const source = new EventSource(document.body.dataset.live);
  let busy = false;
  let again = false;

  async function refresh() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-replace]")) {
        const replacement = fresh.getElementById(part.id);
        if (!replacement) {
          continue;
        }
        const atEnd = part.scrollHeight - part.scrollTop - part.clientHeight < 40;
        part.innerHTML = replacement.innerHTML;
        if ("follow" in part.dataset && atEnd) {
          part.scrollTop = part.scrollHeight;
        }
      }
    } finally {
      busy = false;
    }
    if (again) {
      again = false;
      refresh();
    }
  }

  source.onmessage = refresh;
  for (const part of document.querySelectorAll("[data-follow]")) {
    part.scrollTop = part.scrollHeight;
  }
})();
