package suite.support;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How much more heap is in use after something was done. What it retains adds up over several
 * rounds; what else the process does meanwhile goes up and down, by a megabyte or so.
 *
 * @param perRound the bytes that a round added, on average over each stretch of rounds
 */
public record HeapGrowth(List<Long> perRound) {
  private static final int ROUNDS = 4;
  private static final int MAX_STRETCHES = 3;
  private static final int COLLECTIONS = 4;

  /** Does something once unmeasured, then in stretches until one of them is below the limit. */
  public static HeapGrowth of(long limit, Runnable something) {
    something.run();
    List<Long> perRound = new ArrayList<>();
    do {
      long before = used();
      for (int i = 0; i < ROUNDS; i++) {
        something.run();
      }
      perRound.add((used() - before) / ROUNDS);
    } while (perRound.get(perRound.size() - 1) >= limit && perRound.size() < MAX_STRETCHES);
    return new HeapGrowth(perRound);
  }

  /** What is retained shows in every stretch, so also in this one. */
  public long least() {
    return perRound.stream().min(Long::compare).orElseThrow();
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
