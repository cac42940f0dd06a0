// Measures from inside the page, for bench_test.go. It is evaluated before the page's own scripts,
// and all times are of the page's clock.

globalThis.probe = (() => {
  let down = 0; // when the last key went down
  let first = 0; // when the page first acted on a key, drawn
  const { port1, port2 } = new MessageChannel();
  let painted = () => {};
  port2.onmessage = () => painted();

  /** Resolves behind the frame that shows what the page is now: the message is handled when style,
   *  layout and paint of the frame are done. */
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    painted = () => resolve(performance.now());
    port1.postMessage(0);
  }));

  addEventListener("keydown", (event) => (down = event.timeStamp), true);

  /** Until an attribute of a row gets another value: the time from the key to the frame that shows it. */
  const look = (selector, attribute) => new Promise((resolve) => {
    const row = document.querySelector(selector);
    const observer = new MutationObserver(() => {
      observer.disconnect();
      frame().then((at) => resolve(at - down));
    });
    observer.observe(row, { attributeFilter: [attribute] });
  });

  /** The time from the key to the last byte of the answer, and the bytes of it. */
  const answer = () => new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.name.endsWith("/kept") || entry.startTime < down) continue;
        observer.disconnect();
        resolve([entry.responseEnd - down, entry.transferSize]);
      }
    });
    observer.observe({ type: "resource" });
  });

  // Frames while something runs: the longest time from one to the next.
  let longest = 0;
  let last = 0;
  let running = false;
  const count = (at) => {
    if (last > 0) longest = Math.max(longest, at - last);
    last = at;
    if (running) requestAnimationFrame(count);
  };

  // The first key that the page acts on.
  const opened = new MutationObserver(() => {
    if (down === 0) return; // the page puts the focus somewhere itself
    opened.disconnect();
    frame().then((at) => (first = at));
  });
  opened.observe(document, { subtree: true, attributeFilter: ["data-focus"] });

  return {
    arm: (selector, attribute, acts) => {
      probe.told = Promise.all([look(selector, attribute), acts ? answer() : [0, 0]]).then(([shown, [answered, bytes]]) => [shown, answered, bytes]);
      return true;
    },
    told: Promise.resolve([0, 0, 0]),
    first: () => first,
    begin: () => {
      longest = last = 0;
      running = true;
      requestAnimationFrame(count);
      return true;
    },
    end: () => {
      running = false;
      return longest;
    },
  };
})();
