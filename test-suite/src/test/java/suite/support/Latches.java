package suite.support;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits at a latch, in the middle of a handler or outside of it, but not for ever. */
public final class Latches {

  private Latches() {}

  /** Waits until it opens; fails where it stays closed. */
  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(FakeIngest.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the latch stayed closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
