package suite.support;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How much more heap is in use after something was done. What it retains shows each time; what else
 * the process does meanwhile shows now and then, in either direction. So the median counts.
 *
 * @param rounds the bytes that each round added, measured after garbage collections
 */
public record HeapGrowth(List<Long> rounds) {
  private static final int MIN_ROUNDS = 3;
  private static final int MAX_ROUNDS = 7;
  private static final int COLLECTIONS = 4;

  /** Does something once unmeasured, then several times: more often where the limit is reached. */
  public static HeapGrowth of(long limit, Runnable something) {
    something.run();
    var growth = new HeapGrowth(new ArrayList<>());
    do {
      long before = used();
      something.run();
      growth.rounds.add(used() - before);
    } while (growth.rounds.size() < MIN_ROUNDS
        || (growth.median() >= limit && growth.rounds.size() < MAX_ROUNDS));
    return growth;
  }

  /** The bytes that a round usually adds. */
  public long median() {
    return rounds.stream().sorted().skip((rounds.size() - 1) / 2).findFirst().orElseThrow();
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
