package suite.support;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * How much more heap is in use after something was done. What it retains shows each time; what else
 * the process does meanwhile shows now and then, in either direction. So the median counts.
 */
public final class HeapGrowth {
  private static final int MIN_ROUNDS = 3;
  private static final int MAX_ROUNDS = 7;
  private static final int COLLECTIONS = 4;

  private HeapGrowth() {}

  /**
   * Does something once unmeasured and then several times, more often where the limit is reached.
   *
   * @return the bytes that a round adds, measured after garbage collections
   */
  public static long ofARound(long limit, Runnable something) {
    something.run();
    List<Long> added = new ArrayList<>();
    do {
      long before = used();
      something.run();
      added.add(used() - before);
    } while (added.size() < MIN_ROUNDS || (median(added) >= limit && added.size() < MAX_ROUNDS));
    LoggerFactory.getLogger(HeapGrowth.class).info("bytes that each round added: {}", added);
    return median(added);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElseThrow();
  }

  /** The least of several collections: objects of other threads come and go in between. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
