package io.routeflow.micronaut.kafka;

import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.ExportResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Hands batches to the producer on a thread of its own: the producer blocks where it knows no
 * broker or its buffer is full, and the lane's thread has outcomes and deadlines to look after. One
 * thread, so that the events of a trace keep their order.
 */
final class RecordSender {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private static final String THREAD = "routeflow-kafka-producer";
  private static final String CLOSING_THREAD = "routeflow-kafka-close";
  private static final long IDLE_SECONDS = 10;

  /** Of a shutdown, for the producer's thread, which may be looking up the name of a broker. */
  private static final long MAX_CLOSE_MILLIS = 250;

  /** Producers that are being closed; where all of them hang, the next one waits as well. */
  private static final int MAX_CLOSING = 4;

  /** An attempt that was given up leaves the queue a little later. */
  private static final int PENDING_PER_BATCH = 4;

  private final RecordEncoder encoder;
  private final Supplier<Producer<String, byte[]>> producers;
  private final Duration timeout;
  private final DeliveredEvents delivered = new DeliveredEvents();
  private final ThreadPoolExecutor thread;

  /** Each producer has a thread of its own here, as one may not close for a long time. */
  private final ThreadPoolExecutor closing;

  /** Made on the thread with the first batch, since it looks up the names of the brokers. */
  private volatile @Nullable Producer<String, byte[]> producer;

  /** The last one that the broker has shut out. */
  private final AtomicReference<@Nullable Producer<String, byte[]>> fenced =
      new AtomicReference<>();

  private volatile boolean closed;

  /**
   * Makes nothing yet.
   *
   * @param producers make a producer whose limits are within the timeout
   * @param timeout after which the lane gives a batch up
   */
  RecordSender(
      RecordEncoder encoder,
      Supplier<Producer<String, byte[]>> producers,
      Duration timeout,
      int maxBatchesInFlight) {
    this.encoder = encoder;
    this.producers = producers;
    this.timeout = timeout;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxBatchesInFlight * PENDING_PER_BATCH),
            task -> daemon(task, THREAD));
    this.thread.allowCoreThreadTimeOut(true);
    this.closing =
        new ThreadPoolExecutor(
            0,
            MAX_CLOSING,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, CLOSING_THREAD),
            this::closeHere);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread daemon = new Thread(task, name);
    daemon.setDaemon(true);
    return daemon;
  }

  /** Starts the delivery of a batch; never waits. */
  CompletableFuture<ExportResult> send(EventBatch batch) {
    SentBatch sent = new SentBatch(batch.size(), delivered);
    try {
      thread.execute(() -> hand(batch, sent));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          ExportResult.retry("the producer takes no more events"));
    }
    return sent.outcome();
  }

  /** The first failure ends it: a broker that is not there would block for each record. */
  private void hand(EventBatch batch, SentBatch sent) {
    List<Event> events = batch.events();
    int handed = 0;
    try {
      Producer<String, byte[]> ready = ready();
      while (handed < events.size() && !sent.isOver()) {
        Event event = events.get(handed++);
        hand(ready, event, batch.origin(), sent);
      }
      sent.skipped(events.size() - handed);
      replaceWhereStuck(ready, sent);
    } catch (Throwable e) {
      LOG.debug("A batch could not be handed to the producer", e);
      sent.failed(events.size() - handed, e);
    }
  }

  /**
   * A record has its outcome within less than half of the lane's time. Where it has none after that
   * the producer is stuck: it measures by the system's clock, and waits for an hour where that is
   * set back by one. Then another one is made.
   */
  private void replaceWhereStuck(Producer<String, byte[]> handedTo, SentBatch sent) {
    long handedNanos = System.nanoTime();
    CompletableFuture<?> unused =
        sent.outcome()
            .whenComplete(
                (result, error) -> {
                  boolean late = System.nanoTime() - handedNanos > timeout.toNanos() / 2;
                  if (error instanceof CancellationException && late) {
                    replace(handedTo);
                  }
                });
  }

  private void replace(Producer<String, byte[]> broken) {
    try {
      thread.execute(
          () -> {
            if (producer == broken) {
              discard();
            }
          });
    } catch (RejectedExecutionException e) {
      // the next batch that fails so comes to the same
      boolean unused = fenced.compareAndSet(broken, null);
    }
  }

  private void hand(
      Producer<String, byte[]> ready, Event event, @Nullable BatchOrigin origin, SentBatch sent) {
    UUID id = event.eventId();
    if (delivered.contains(id)) {
      sent.delivered(id);
      return;
    }
    ProducerRecord<String, byte[]> record;
    try {
      record = encoder.encode(event, origin);
    } catch (IOException | RuntimeException e) {
      LOG.debug("An event could not be encoded", e);
      sent.failed(1, new UnencodableEventException(e));
      return;
    }
    try {
      // what it returns says no more than the callback, which comes in any case
      Future<?> unused =
          ready.send(
              record,
              (metadata, error) -> {
                if (error == null) {
                  sent.delivered(id);
                } else {
                  replaceWhereFenced(ready, error);
                  sent.failed(1, error);
                }
              });
    } catch (InterruptException e) {
      sent.failed(1, e);
    } catch (RuntimeException e) {
      LOG.debug("A record could not be handed to the producer", e);
      // it reports what is wrong with a record or a broker by the callback
      discard();
      sent.failed(1, e);
    }
  }

  /**
   * After this a producer reports the same of whatever it is handed; from what else a broker says
   * of its place, as of an epoch or a sequence, it recovers by itself. Once a producer, however
   * many records are in flight.
   */
  private void replaceWhereFenced(Producer<String, byte[]> handedTo, Exception error) {
    if (error instanceof ProducerFencedException && fenced.getAndSet(handedTo) != handedTo) {
      replace(handedTo);
    }
  }

  private Producer<String, byte[]> ready() {
    Producer<String, byte[]> known = producer;
    if (known == null) {
      known = producers.get();
      producer = known;
      if (closed) {
        discard();
      }
    }
    return known;
  }

  /**
   * Does not wait for what is still on its way. It waits for the producer's thread to end, so not
   * here, where the next batch is to be handed to another producer.
   */
  private void discard() {
    Producer<String, byte[]> known = producer;
    producer = null;
    if (known != null) {
      closing.execute(() -> known.close(Duration.ZERO));
    }
  }

  /**
   * Where too many do not close: at a stop, which must not wait, nothing more is tried. After it
   * only the producer's thread comes here, with one that was being made meanwhile.
   */
  private void closeHere(Runnable task, ThreadPoolExecutor pool) {
    if (!closed || pool.isShutdown()) {
      task.run();
    }
  }

  /** Ends the thread, and the producer, which may block; waits a moment for it at most. */
  void close() {
    closed = true;
    thread.shutdownNow();
    discard();
    closing.shutdown();
    try {
      boolean unused = closing.awaitTermination(MAX_CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
