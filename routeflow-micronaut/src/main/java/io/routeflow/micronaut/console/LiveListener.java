package io.routeflow.micronaut.console;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One browser that listens. Whoever tells it something only puts that into a small buffer; the
 * event loop of the connection sends it when the browser takes it. A buffer that is full is thrown
 * away, and the browser told so.
 *
 * <p>{@link #tell} and {@link #end} may be called from any thread. Everything about the subscriber
 * happens on the event loop.
 */
final class LiveListener implements Publisher<byte[]>, Subscription {

  /** Events that wait for one browser at most. */
  static final int MAX_WAITING = 512;

  /** Between two signs of life. */
  static final long HEARTBEAT_SECONDS = 15;

  /** Events sent in a row before the event loop may turn to other connections. */
  private static final int MAX_IN_A_ROW = 64;

  private final Channel channel;
  private final EventLoop loop;
  private final ChannelFutureListener leave = closed -> cancel();
  private final Consumer<LiveListener> onEnd;

  private final Object lock = new Object();
  private final Deque<LiveEvent> waiting = new ArrayDeque<>();
  private boolean drainPlanned;
  private boolean ended;

  // on the event loop only
  private @Nullable Subscriber<? super byte[]> subscriber;
  private @Nullable ScheduledFuture<?> heartbeat;
  private long demand;
  private boolean draining;
  private boolean finished;

  /**
   * A listener that has to be subscribed to yet. It ends with the connection in any case, even
   * where nobody ever gets to subscribe.
   *
   * @param channel the connection
   * @param onEnd told once, when it listens no more
   */
  LiveListener(Channel channel, Consumer<LiveListener> onEnd) {
    this.channel = channel;
    this.loop = channel.eventLoop();
    this.onEnd = onEnd;
    waiting.add(LiveEvent.HELLO);
  }

  /** Begins to watch the connection. */
  void watch() {
    ChannelFuture unused = channel.closeFuture().addListener(leave);
  }

  /** Hands an event over; never waits. */
  void tell(LiveEvent event) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      if (waiting.size() >= MAX_WAITING) {
        waiting.clear();
        waiting.add(LiveEvent.GAP);
      }
      waiting.add(event);
    }
    plan();
  }

  /** Ends the stream after what is waiting, as far as the browser takes it at once. */
  void end() {
    synchronized (lock) {
      ended = true;
    }
    onEnd.accept(this);
    plan();
  }

  @Override
  public void subscribe(Subscriber<? super byte[]> newcomer) {
    run(
        () -> {
          if (subscriber != null) {
            newcomer.onSubscribe(this);
            newcomer.onError(new IllegalStateException("There is one subscriber only"));
            return;
          }
          subscriber = newcomer;
          heartbeat =
              loop.scheduleAtFixedRate(
                  this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
          newcomer.onSubscribe(this);
          drain();
        });
  }

  @Override
  public void request(long n) {
    run(
        () -> {
          demand = n > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + Math.max(0, n);
          drain();
        });
  }

  /** The browser has gone. */
  @Override
  public void cancel() {
    synchronized (lock) {
      ended = true;
      waiting.clear();
    }
    onEnd.accept(this);
    run(this::finish);
  }

  /** Where events wait there is life enough, or nobody who would take a sign of it. */
  private void beat() {
    synchronized (lock) {
      if (ended || !waiting.isEmpty()) {
        return;
      }
      waiting.add(LiveEvent.HEARTBEAT);
    }
    drain();
  }

  private void plan() {
    synchronized (lock) {
      if (drainPlanned) {
        return;
      }
      drainPlanned = true;
    }
    execute(this::drain);
  }

  private void drain() {
    synchronized (lock) {
      drainPlanned = false;
    }
    Subscriber<? super byte[]> target = subscriber;
    if (target == null || draining) {
      // who asks for more while it is given something is served by the loop below
      return;
    }
    draining = true;
    try {
      send(target);
    } finally {
      draining = false;
    }
    completeIfEnded(target);
  }

  private void send(Subscriber<? super byte[]> target) {
    for (int sent = 0; !finished && demand > 0; sent++) {
      if (sent == MAX_IN_A_ROW) {
        plan();
        return;
      }
      LiveEvent event;
      synchronized (lock) {
        event = waiting.poll();
      }
      if (event == null) {
        return;
      }
      demand--;
      target.onNext(event.bytes());
    }
  }

  private void completeIfEnded(Subscriber<? super byte[]> target) {
    synchronized (lock) {
      if (!ended) {
        return;
      }
    }
    if (!finished) {
      finish();
      target.onComplete();
    }
  }

  private void finish() {
    finished = true;
    ChannelFuture unused = channel.closeFuture().removeListener(leave);
    if (heartbeat != null) {
      heartbeat.cancel(false);
    }
  }

  private void run(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      execute(task);
    }
  }

  private void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // the server has gone, and the connection with it
      onEnd.accept(this);
    }
  }
}
