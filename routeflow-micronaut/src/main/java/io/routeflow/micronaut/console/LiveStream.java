package io.routeflow.micronaut.console;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.netty.channel.Channel;
import io.routeflow.micronaut.console.flows.FlowListener;
import io.routeflow.micronaut.console.flows.OutcomeChange;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.flows.RequestRow;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Passes on to all who listen what happens in the ring. At the end of the server it ends the
 * streams, which would otherwise be requests that never finish. Thread-safe.
 */
@Singleton
final class LiveStream
    implements FlowListener,
        ApplicationEventListener<ServerShutdownEvent>,
        GracefulShutdownCapable {

  /** Browsers that may listen at a time. */
  static final int MAX_LISTENERS = 8;

  /** Replaced, never changed, so that those who tell need no lock. */
  private volatile Set<LiveListener> listeners = Set.of();

  private boolean closed;

  LiveStream(RecentFlows flows) {
    flows.listen(this);
  }

  /** A new listener; {@code null} where there is no room for one, or the end has come. */
  @Nullable LiveListener open(Channel channel) {
    LiveListener listener = new LiveListener(channel, this::remove);
    synchronized (this) {
      if (closed || listeners.size() >= MAX_LISTENERS) {
        return null;
      }
      Set<LiveListener> more = new HashSet<>(listeners);
      more.add(listener);
      listeners = Set.copyOf(more);
    }
    listener.watch();
    return listener;
  }

  /** How many listen. */
  int size() {
    return listeners.size();
  }

  @Override
  public void request(RequestRow row) {
    tell(LiveEvent.of("request", row.seq(), row));
  }

  @Override
  public void outcome(OutcomeChange change) {
    tell(LiveEvent.of("outcome", change));
  }

  @Override
  public void cleared() {
    tell(LiveEvent.CLEARED);
  }

  @Override
  public void onApplicationEvent(ServerShutdownEvent event) {
    close();
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    close();
    return CompletableFuture.completedFuture(null);
  }

  @PreDestroy
  void close() {
    Set<LiveListener> last;
    synchronized (this) {
      closed = true;
      last = listeners;
    }
    List.copyOf(last).forEach(LiveListener::end);
  }

  private void tell(LiveEvent event) {
    for (LiveListener listener : listeners) {
      listener.tell(event);
    }
  }

  private synchronized void remove(LiveListener listener) {
    Set<LiveListener> less = new HashSet<>(listeners);
    if (less.remove(listener)) {
      listeners = Set.copyOf(less);
    }
  }
}
