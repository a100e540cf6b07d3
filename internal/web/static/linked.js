// linked.js takes a CV out of an open page as soon as its link has ended. It asks only whether the address still answers; asking is
// counted nowhere. Without it the page stays until it is closed.
(() => {
  const look = async () => {
    if (document.hidden) return;
    try {
      const r = await fetch(location.pathname, { method: "HEAD", cache: "no-store", credentials: "omit" });
      if (r.status === 404) location.replace(location.pathname);
    } catch {} // no network: the next time
  };
  setInterval(look, 10000);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", (e) => { if (e.persisted) look(); });
})();
