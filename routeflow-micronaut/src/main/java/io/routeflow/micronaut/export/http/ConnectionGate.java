package io.routeflow.micronaut.export.http;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.order.Ordered;
import io.netty.channel.EventLoopGroup;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the delivery may still connect: until the last flush is over. An attempt that was given
 * up stays in the queue of Micronaut's client, which goes on opening connections for it after it
 * was closed; each of them then fails with a WARN and a stack trace of Netty's, or is left open.
 * Thread-safe.
 */
@Internal
@Singleton
public final class ConnectionGate implements ApplicationEventListener<ShutdownEvent>, Ordered {

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private volatile boolean closed;
  private volatile @Nullable EventLoopGroup loops;

  boolean isClosed() {
    return closed;
  }

  /** Where connections are opened. */
  void isAskedOn(EventLoopGroup group) {
    loops = group;
  }

  /** Before any client is closed. */
  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    closed = true;
    EventLoopGroup group = loops;
    if (group != null) {
      awaitTheLastOne(group);
    }
  }

  /** What the client has decided to open before, its event loop has open after its next task. */
  private static void awaitTheLastOne(EventLoopGroup group) {
    long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
    group.forEach(
        loop -> {
          if (!loop.isShuttingDown()) {
            boolean unused =
                loop.submit(() -> {})
                    .awaitUninterruptibly(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          }
        });
  }

  /** After the last flush. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
