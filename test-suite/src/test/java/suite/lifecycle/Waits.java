package suite.lifecycle;

import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import suite.support.FakeIngest;

/** How often a thread went to sleep. */
record Waits(long threadId) {

  static Waits ofTheThread(String name) {
    return new Waits(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(name))
            .findFirst()
            .orElseThrow()
            .getId());
  }

  long count() {
    ThreadInfo[] infos = ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {threadId});
    return Arrays.stream(infos).mapToLong(ThreadInfo::getWaitedCount).sum();
  }

  void awaitAtLeast(long count) {
    await().atMost(FakeIngest.PATIENCE).until(() -> count() >= count);
  }
}
