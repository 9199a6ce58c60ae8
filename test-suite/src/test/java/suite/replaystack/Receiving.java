package suite.replaystack;

import java.util.HashMap;
import java.util.Map;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.TestApplication;

/** Applications that send to a ReplayStack of a test. */
final class Receiving {

  static final String KEY = "rs_live_canary";

  private Receiving() {}

  /** Sends there and nowhere else, so that it is what the top counters follow. */
  static TestApplication start(FakeIngest replayStack, String spec, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings(replayStack));
    all.putAll(settings);
    return Pings.startBare(spec, all);
  }

  /** Fast, never given up where it answers, and nothing is kept for later. */
  static Map<String, Object> settings(FakeIngest replayStack) {
    return Map.of(
        "routeflow.flush-interval-ms", 20,
        "routeflow.replaystack.api-key", KEY,
        "routeflow.replaystack.endpoint", replayStack.uri().toString(),
        "routeflow.replaystack.flush-interval-ms", 20,
        "routeflow.replaystack.timeout-ms", 20_000,
        "routeflow.replaystack.offline-queue-max", 0,
        "routeflow.replaystack.retry-base-ms", 5);
  }
}
