package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An hour of fifty requests a second, as fast as the page takes them in: whatever it keeps of them
 * stays within its bounds, and the heap besides is flat. Whole requests have a bound of their own,
 * which they reach at the pace at which the page asks for them.
 */
@InChromium
final class AllDayTest {

  private static final int FIFTHS = 5;
  private static final int A_FIFTH = 50 * 3_600 / FIFTHS;
  private static final int AT_A_TIME = 3_000;
  private static final int ROWS = 5_000;
  private static final int ROUTES = 40;
  private static final int WHOLES_A_ROUTE = 20;
  private static final int WHOLE_CHARS = 24 * 1024 * 1024;
  private static final int TEXTS = 1_000;
  private static final int ELEMENTS = 1_800;
  private static final double MEGABYTE = 1e6;

  /** Takes the place of the network: what the page hears, and what it gets of whole requests. */
  private static final String ENDLESS =
      """
      const streams = [];
      window.EventSource = class extends EventTarget {
        static CLOSED = 2;
        readyState = 1;
        constructor() {
          super();
          streams.push(this);
          setTimeout(() => this.dispatchEvent(new Event('open')));
        }
        close() { this.readyState = 2; }
      };
      const id = (seq) => `0199f0c2-7a10-7b21-8f00-${String(seq).padStart(12, '0')}`;
      const use = { count: 2, total_ms: 3.5, errors: 0 };
      const row = (seq) => ({ seq, event_id: id(seq), timestamp: new Date(1.79e12 + seq * 20).toISOString(), trace_id: `trace-${seq}`,
        frontend_route: `/page${seq % 12}`, method: 'GET', path: `/route${seq % 40}`, handler: 'OrderController.show', latency_ms: 10 + seq % 70,
        status: seq % 50 ? 'success' : 'failed', status_code: seq % 50 ? 200 : 500, outcome: 'waiting', ...(seq % 50 ? {} : { exception: `io.example.Failure${seq % 7}` }),
        sql: { ...use, n_plus_one: false, tables: { [`table_${seq % 200}`]: use }, statements: { [`statement${seq % 5000}`]: use } },
        external: { ...use, hosts: { 'pay.example': use }, calls: { [`POST pay.example /charges/${seq % 30}`]: use } } });
      const text = (name) => ({ id: name, statement: `SELECT * FROM ${name}`, operation: 'SELECT', tables: [], repository_methods: [], routes: [] });
      const answers = {
        ids: (query) => ({ requests: query.split(',').map((one) => ({ ...row(Number(one.slice(-12))), event: { note: 'x'.repeat(40000) }, timeline: [], timeline_truncated: false })) }),
        sql: () => ({ since: '', others: 0, statements: Array.from({ length: 300 }, (_, i) => text(`statement${(window.last + i) % 5000}`)) }),
      };
      const ask = window.fetch;
      window.last = 0;
      window.fetch = (url, init) => {
        const [, ids] = /ids=(.*)/.exec(url) ?? [];
        const made = ids ? answers.ids(decodeURIComponent(ids)) : /api\\/sql/.test(url) ? answers.sql() : undefined;
        return made ? Promise.resolve(new Response(JSON.stringify(made))) : ask(url, init);
      };
      window.feed = (count) => {
        const say = (name, data) => streams.at(-1).dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
        for (let i = 0; i < count; i++) {
          say('request', row(++window.last));
          if (window.last % 100 === 0) say('outcome', { event_ids: Array.from({ length: 100 }, (_, k) => id(window.last - k)), outcome: 'sent' });
        }
      };
      """;

  private static final String FEED =
      """
      const done = arguments[arguments.length - 1];
      import(new URL('live.js', document.baseURI)).then(({ changed }) => {
        feed(%d);
        changed(true);
        requestAnimationFrame(() => requestAnimationFrame(() => done('fed')));
      });
      """;

  private static final String HELD =
      """
      const done = arguments[arguments.length - 1];
      import(new URL('live.js', document.baseURI)).then(({ known, rowOf, texts }) => {
        const ids = Array.from({ length: window.last }, (_, i) => `0199f0c2-7a10-7b21-8f00-${String(i + 1).padStart(12, '0')}`);
        done({ rows: known.rows.length, known: ids.filter(rowOf).length, runs: known.runs.length, texts: texts.size,
          wholes: known.runs.reduce((sum, one) => sum + one.wholes.size, 0), chars: known.runs.reduce((sum, one) => sum + one.chars, 0),
          elements: document.querySelectorAll('*').length });
      });
      """;

  private final Browser browser;

  AllDayTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void anHourOfRequestsLeavesThePageAsLargeAsItsFirstMinutes() {
    List<Double> heap = new ArrayList<>();
    Browser.Script endless = browser.beforeEachPage(ENDLESS);
    try (endless;
        ScriptedConsole console = ScriptedConsole.start(List.of())) {
      browser.open(console.url(""));
      browser.find(".link.live");
      for (int fifth = 1; fifth <= FIFTHS; fifth++) {
        for (int fed = 0; fed < A_FIFTH; fed += AT_A_TIME) {
          browser.runAsync(FEED.formatted(AT_A_TIME));
        }
        lookAround();
        Map<?, ?> held = (Map<?, ?>) browser.runAsync(HELD);
        heap.add((browser.heapAfterCollection() - of(held, "chars")) / MEGABYTE);
        System.out.printf(
            "After %,d requests %.1f MB besides whole requests, %s%n",
            fifth * A_FIFTH, heap.get(fifth - 1), held);
        assertBounded(held);
      }
    }
    assertThat(heap.get(FIFTHS - 1))
        .as("MB of the heap after each fifth, besides whole requests: %s", heap)
        .isLessThan(1.25 * heap.get(1) + 2);
  }

  /** Each view once, and back to the list. */
  private void lookAround() {
    for (String key : new String[] {"2", "3", "4", "5", "6", "1"}) {
      browser.press(key);
      browser.waitFor(
          () ->
              number("return document.querySelectorAll('.view tbody tr, .view svg .node').length")
                  > 5);
    }
  }

  private static void assertBounded(Map<?, ?> held) {
    assertThat(held.get("rows")).as("rows").isEqualTo((long) ROWS);
    assertThat(held.get("known")).as("rows that are found by their id").isEqualTo((long) ROWS);
    assertThat(held.get("runs")).as("runs").isEqualTo(1L);
    assertThat(of(held, "wholes"))
        .as("whole requests")
        .isBetween(1L, (long) ROUTES * WHOLES_A_ROUTE);
    assertThat(of(held, "chars")).as("their characters").isBetween(1L, (long) WHOLE_CHARS);
    assertThat(of(held, "texts")).as("texts of statements").isBetween(1L, (long) TEXTS);
    assertThat(of(held, "elements")).as("elements").isLessThan(ELEMENTS);
  }

  private static long of(Map<?, ?> held, String name) {
    return held.get(name) instanceof Number number ? number.longValue() : -1;
  }

  private long number(String script) {
    return ((Number) browser.run(script)).longValue();
  }
}
