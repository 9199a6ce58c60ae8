package io.routeflow.micronaut.console.live;

import io.micronaut.core.annotation.Internal;
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
 * One browser that listens. An event is only put into a small buffer; the event loop of the
 * connection writes it when the browser takes it. A buffer that is full is dropped, and the browser
 * notified by a {@code gap}.
 *
 * <p>{@link #send} and {@link #end} may be called from any thread. Everything about the subscriber
 * happens on the event loop.
 */
@Internal
public final class LiveConnection implements Publisher<byte[]>, Subscription {

  /** Events that wait for one browser at most. */
  static final int MAX_WAITING = 512;

  /** Between two signs of life. */
  static final long HEARTBEAT_SECONDS = 15;

  /** A browser that takes nothing of what is buffered for so long is disconnected. */
  static final long STALLED_SECONDS = 60;

  /** Events sent in a row before the event loop may turn to other connections. */
  private static final int MAX_IN_A_ROW = 64;

  private final Channel channel;
  private final EventLoop loop;
  private final ChannelFutureListener leave = closed -> cancel();
  private final boolean ownsChannel;
  private final Consumer<LiveConnection> onEnd;

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
  private int beatsWithoutTaking;

  /**
   * A listener that has to be subscribed to yet. It ends with the connection in any case, even
   * where nothing ever subscribes.
   *
   * @param channel the connection
   * @param ownsChannel whether the connection serves nothing else as long as this is open, as in
   *     HTTP/1.1
   * @param onEnd called once, when it listens no more
   */
  LiveConnection(Channel channel, boolean ownsChannel, Consumer<LiveConnection> onEnd) {
    this.channel = channel;
    this.ownsChannel = ownsChannel;
    this.loop = channel.eventLoop();
    this.onEnd = onEnd;
    waiting.add(LiveEvent.HELLO);
  }

  /** Begins to watch the connection. */
  void watch() {
    ChannelFuture unused = channel.closeFuture().addListener(leave);
  }

  /** Hands an event over; never waits. */
  void send(LiveEvent event) {
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
          if (finished) {
            // the browser has gone between its request and this
            newcomer.onSubscribe(this);
            newcomer.onComplete();
            return;
          }
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

  /** Where events wait no heartbeat is needed, or none would be taken. */
  private void beat() {
    synchronized (lock) {
      if (ended) {
        return;
      }
      if (waiting.isEmpty()) {
        waiting.add(LiveEvent.HEARTBEAT);
        beatsWithoutTaking = 0;
      } else {
        beatsWithoutTaking++;
      }
    }
    if (beatsWithoutTaking * HEARTBEAT_SECONDS >= STALLED_SECONDS) {
      disconnect();
    } else {
      drain();
    }
  }

  /** Frees the place of a browser that has stopped to read; one that is there connects again. */
  private void disconnect() {
    cancel();
    if (subscriber != null) {
      subscriber.onComplete();
    }
    if (ownsChannel) {
      // what is written and not taken would keep the connection open
      ChannelFuture unused = channel.close();
    }
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
      deliver(target);
    } finally {
      draining = false;
    }
    completeIfEnded(target);
  }

  private void deliver(Subscriber<? super byte[]> target) {
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
      beatsWithoutTaking = 0;
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
