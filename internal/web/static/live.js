// live.js makes pages live: it fetches the page anew when the server says that something was changed, and sends forms
// without losing what was typed. Everything works without it. It keeps nothing on the device.
(() => {
  const body = document.body;
  const say = (text) => {
    const status = document.getElementById("status");
    if (status) status.textContent = text;
  };

  // A form that somebody works in is never replaced.
  const busy = (el) => el.querySelector("[data-dirty]") || (el.contains(document.activeElement) && document.activeElement.matches("input, textarea, select"));

  // Puts the live parts (data-live with an id) of a fresh page into this one.
  const apply = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const part of fresh.querySelectorAll("[data-live][id]")) {
      const old = document.getElementById(part.id);
      if (!old || old.outerHTML === part.outerHTML) continue;
      if (busy(old)) {
        old.dataset.stale = "1";
        say(body.dataset.changed);
        continue;
      }
      old.replaceWith(part);
    }
    for (const old of document.querySelectorAll("[data-live][id]")) {
      if (!fresh.getElementById(old.id) && !busy(old)) old.remove();
    }
  };

  const refresh = async () => {
    try {
      const r = await fetch(location.href, { headers: { "X-Live": "1" } });
      if (r.redirected || !r.ok) {
        if (!document.querySelector("[data-dirty]")) location.reload();
        return;
      }
      apply(await r.text());
      document.documentElement.dataset.refreshed = Date.now();
    } catch {
      say(body.dataset.offline);
    }
  };

  if (body.dataset.liveUrl) {
    const stream = new EventSource(body.dataset.liveUrl);
    stream.addEventListener("open", () => { document.documentElement.dataset.live = "open"; });
    stream.addEventListener("changed", refresh);
    addEventListener("pagehide", () => stream.close());
  }

  // A page out of the browser's memory may belong to somebody else by now.
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });

  addEventListener("input", (e) => {
    if (e.target.form) e.target.dataset.dirty = "1";
  });

  // A second click on the same button sends nothing; a form that could not be sent keeps its text.
  addEventListener("submit", (e) => {
    const form = e.target;
    if (form.dataset.sent) {
      e.preventDefault();
      return;
    }
    if (form.method === "post" && !navigator.onLine) {
      e.preventDefault();
      say(body.dataset.offline);
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });

  // Quick hide leaves to a neutral page and leaves no way back.
  addEventListener("click", (e) => {
    const a = e.target.closest && e.target.closest("[data-quick-hide]");
    if (a) {
      e.preventDefault();
      document.documentElement.hidden = true;
      location.replace(a.href);
    }
    const print = e.target.closest && e.target.closest("[data-print]");
    if (print) {
      e.preventDefault();
      window.print();
    }
  });

  document.querySelector("[data-focus]")?.focus();
})();
