package suite.seed;

/** What random tests begin with; {@code -Dsuite.seed=n} repeats a run. */
public final class Seed {

  private static final long OF_RUN = Long.getLong("suite.seed", System.nanoTime());

  private Seed() {}

  /** One for all tests of a run; printed first, or what a test throws would not say which. */
  public static long ofRun() {
    System.out.println("suite.seed=" + OF_RUN);
    return OF_RUN;
  }
}
