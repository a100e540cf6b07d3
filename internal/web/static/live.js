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

  // Where somebody was in a part is where they are in the fresh one: what had the focus has it, what was open is open.
  const mark = (el) => [el.tagName, el.id, el.name, el.value, el.getAttribute("href"), el.form?.getAttribute("action"), el.closest("article")?.id].join(" ");
  const same = (el, from, to) => {
    const alike = (part) => [...part.querySelectorAll(el.tagName)].filter((x) => mark(x) === mark(el));
    return alike(to)[alike(from).indexOf(el)];
  };
  const replace = (old, part) => {
    const at = document.activeElement;
    const focus = at !== old && old.contains(at) && (same(at, old, part) || part);
    for (const open of old.querySelectorAll("details[open]")) same(open, old, part)?.setAttribute("open", "");
    for (const shut of old.querySelectorAll("details[data-desk]:not([open])")) same(shut, old, part)?.removeAttribute("open");
    old.replaceWith(part);
    if (focus === part) part.tabIndex = -1;
    if (focus) focus.focus({ preventScroll: true });
  };

  // What is folded on a phone stands open at a desk.
  const unfold = (part) => {
    if (matchMedia("(min-width: 48rem)").matches) for (const x of part.querySelectorAll("details[data-desk]")) x.open = true;
  };
  unfold(document);

  // Puts the live parts (data-live with an id) of a fresh page into this one.
  const apply = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const parts = [...fresh.querySelectorAll("[data-live][id]")];
    unfold(fresh);
    const ids = new Set(parts.map((part) => part.id));
    for (const part of parts) {
      const old = document.getElementById(part.id);
      if (!old || old.outerHTML === part.outerHTML) continue;
      if (busy(old)) {
        old.dataset.stale = "1";
        say(body.dataset.changed);
        continue;
      }
      replace(old, part);
    }
    for (const old of document.querySelectorAll("[data-live][id]")) {
      if (!ids.has(old.id) && !busy(old)) old.remove();
    }
  };

  // A page that is being left by a form is not asked for again: who is signed in may be somebody else by then.
  let missed = false;
  const leaving = () => (missed = document.querySelector("form[data-sent]") !== null);
  const refresh = async () => {
    if (leaving()) return;
    try {
      const r = await fetch(location.href, { headers: { "X-Live": "1" } });
      if (leaving()) return;
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
    let stream;
    const listen = () => {
      stream = new EventSource(body.dataset.liveUrl);
      stream.addEventListener("open", () => { document.documentElement.dataset.live = "open"; });
      stream.addEventListener("changed", refresh);
      // Too many pages are open: this one listens again when somebody looks at it.
      stream.addEventListener("enough", () => stream.close());
    };
    listen();
    addEventListener("pagehide", () => stream.close());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || stream.readyState !== EventSource.CLOSED) return;
      listen();
      refresh();
    });
  }

  // A page out of the browser's memory may belong to somebody else by now.
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });

  addEventListener("input", (e) => {
    if (e.target.form) e.target.dataset.dirty = "1";
    waiting = null;
  });

  // While somebody types, the German of it is asked for; nothing is stored. Only the answer to the last question counts, and until it is
  // there the German shown is marked as old.
  const german = document.getElementById("preview");
  let asked = 0, soon;
  const preview = async (form) => {
    const mine = ++asked;
    try {
      const r = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const part = new DOMParser().parseFromString(await r.text(), "text/html").getElementById("preview");
      if (mine !== asked || !r.ok || !part) return;
      if (part.innerHTML !== german.innerHTML) german.replaceChildren(...part.childNodes);
      delete german.dataset.old;
    } catch {} // it stays old; what is typed is sent later
  };
  addEventListener("input", (e) => {
    const form = e.target.form;
    if (!german || !form?.dataset.preview) return;
    asked++;
    german.dataset.old = "1";
    clearTimeout(soon);
    soon = setTimeout(preview, 300, form);
  });

  // A search shows what it finds while somebody types, as its button does.
  let typing;
  const find = async (form, field) => {
    const words = field.value;
    const url = new URL(form.action);
    url.search = new URLSearchParams(new FormData(form));
    try {
      const r = await fetch(url, { headers: { "X-Find": "1" } });
      if (!r.ok || r.redirected) return;
      const fresh = new DOMParser().parseFromString(await r.text(), "text/html").getElementById(form.dataset.find);
      if (fresh && field.value === words) document.getElementById(form.dataset.find).replaceChildren(...fresh.childNodes);
    } catch {
      say(body.dataset.offline);
    }
  };
  addEventListener("input", (e) => {
    const form = e.target.form;
    if (!form?.dataset.find) return;
    clearTimeout(typing);
    typing = setTimeout(find, 200, form, e.target);
  });

  // A form leaves the page only when the server is there, so that no error page of the browser takes what was typed. A form that
  // has to wait is sent by itself once the server is back, unless somebody typed on. A second click sends nothing.
  let waiting = null;
  const reachable = async () => {
    try {
      return (await fetch("/healthz", { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(15000) })).ok;
    } catch {
      return false;
    }
  };
  const send = async (form, button) => {
    if (await reachable()) {
      waiting = null;
      say("");
      form.dataset.sent = "go";
      form.requestSubmit(button);
      return;
    }
    delete form.dataset.sent;
    say(body.dataset.offline);
    const mine = (waiting = { form });
    setTimeout(() => { if (waiting === mine) send(form, button); }, 2000);
  };
  addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post") return;
    if (form.dataset.sent === "go") {
      form.dataset.sent = "gone";
      setTimeout(() => {
        delete form.dataset.sent;
        if (missed) refresh();
      }, 4000);
      return;
    }
    e.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "asked";
    send(form, e.submitter);
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
