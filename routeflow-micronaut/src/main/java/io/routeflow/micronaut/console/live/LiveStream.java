package io.routeflow.micronaut.console.live;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.annotation.Internal;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.netty.channel.Channel;
import io.routeflow.micronaut.console.flows.FlowListener;
import io.routeflow.micronaut.console.flows.FlowRow;
import io.routeflow.micronaut.console.flows.OutcomeChange;
import io.routeflow.micronaut.console.flows.RecentFlows;
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
@Internal
public final class LiveStream
    implements FlowListener,
        ApplicationEventListener<ServerShutdownEvent>,
        GracefulShutdownCapable {

  /** Browsers that may listen at a time. */
  public static final int MAX_LISTENERS = 8;

  /** Replaced, never changed, so that publishing needs no lock. */
  private volatile Set<LiveConnection> listeners = Set.of();

  private boolean closed;

  LiveStream(RecentFlows flows) {
    flows.listen(this);
  }

  /**
   * A new listener.
   *
   * @param ownsChannel whether the connection serves nothing else meanwhile
   * @return {@code null} where there is no room for one, or the end has come.
   */
  public @Nullable LiveConnection open(Channel channel, boolean ownsChannel) {
    LiveConnection listener = new LiveConnection(channel, ownsChannel, this::remove);
    synchronized (this) {
      if (closed || listeners.size() >= MAX_LISTENERS) {
        return null;
      }
      Set<LiveConnection> more = new HashSet<>(listeners);
      more.add(listener);
      listeners = Set.copyOf(more);
    }
    listener.watch();
    return listener;
  }

  /** How many listen. */
  public int size() {
    return listeners.size();
  }

  @Override
  public void arrived(FlowRow row) {
    publish(LiveEvent.of("request", row.seq(), row));
  }

  @Override
  public void outcome(OutcomeChange change) {
    publish(LiveEvent.of("outcome", change));
  }

  @Override
  public void cleared() {
    publish(LiveEvent.CLEARED);
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
    Set<LiveConnection> last;
    synchronized (this) {
      closed = true;
      last = listeners;
    }
    List.copyOf(last).forEach(LiveConnection::end);
  }

  private void publish(LiveEvent event) {
    for (LiveConnection connection : listeners) {
      connection.send(event);
    }
  }

  private synchronized void remove(LiveConnection listener) {
    Set<LiveConnection> less = new HashSet<>(listeners);
    if (less.remove(listener)) {
      listeners = Set.copyOf(less);
    }
  }
}
