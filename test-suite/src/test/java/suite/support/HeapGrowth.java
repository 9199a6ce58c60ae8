package suite.support;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How much more heap is in use after something was done. What a round retains shows in every round,
 * what else the process does at the same time does not: the least of several rounds is looked at.
 */
public final class HeapGrowth {
  private static final int ROUNDS = 5;
  private static final int COLLECTIONS = 4;

  private HeapGrowth() {}

  /**
   * Does something once unmeasured, and then again until it has added less than a limit or was
   * tried often enough.
   *
   * @return the bytes that the rounds added, each measured after garbage collections
   */
  public static List<Long> ofRounds(long limit, Runnable something) {
    something.run();
    List<Long> added = new ArrayList<>();
    do {
      long before = used();
      something.run();
      added.add(used() - before);
    } while (added.get(added.size() - 1) >= limit && added.size() < ROUNDS);
    return added;
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
