package io.routeflow.micronaut.delivery.lane;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.delivery.spool.LaneSpool;
import io.routeflow.micronaut.delivery.spool.Spool;
import io.routeflow.micronaut.diagnostics.DebugLog;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.EventObserver;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one destination has of its own. The dispatcher offers chunks of events and goes
 * on at once; the lane's thread, which starts with the first event, does the rest. Full batches are
 * sent at once, the others when their oldest event has been kept for the flush interval.
 */
@Internal
public final class DestinationLane {

  /** Estimated size of the variable parts in a batch; a larger event is a batch of its own. */
  static final long MAX_BATCH_BYTES = 1 << 20;

  /** The wait before what is kept in memory is tried again while nothing succeeds. */
  private static final Duration OFFLINE_WAIT = Duration.ofSeconds(30);

  /** Further events that wait for the disk in an outage: what the front queue holds by default. */
  private static final int BURST = 5000;

  private final String name;
  private final LaneSettings settings;
  private final DeliveryThread thread;
  private final WaitingRoom room;
  private final LaneLedger ledger = new LaneLedger();
  private final DeliveryProgress progress = new DeliveryProgress();
  private final Admission admission;
  private final Batcher batcher;
  private final ExportAttempt attempts;
  private final BatchSender sender;
  private final Backlog backlog;
  private final Replay replay;
  private final InternalErrors errors;

  /** A run of {@link #pump} is requested and has not begun. */
  private final AtomicBoolean pumpRequested = new AtomicBoolean();

  /** The lane's thread will look at the oldest event when it is due. */
  private final AtomicBoolean timerArmed = new AtomicBoolean();

  /** A run of {@link #look} is requested and has not begun. */
  private final AtomicBoolean lookRequested = new AtomicBoolean();

  private volatile boolean blocked; // no batch can be sent; the sender calls when that ends
  private volatile boolean stopping;

  /** The number of outcomes when it was seen to hang while it stops: the next one ends that. */
  private volatile long hungAt = -1;

  /**
   * A lane that was not offered anything yet.
   *
   * @param name of the destination
   * @param sampler keeps the destination's share of the traces
   * @param exporter takes the batches
   * @param observers notified of each outcome; must not block
   * @param nanoTime the clock of the log lines
   * @param spool where batches are kept that cannot be delivered, if they are
   */
  public DestinationLane(
      String name,
      LaneSettings settings,
      Sampler sampler,
      EventExporter exporter,
      EventObserver observers,
      InternalErrors errors,
      DebugLog debug,
      LongSupplier nanoTime,
      @Nullable Spool spool) {
    this.name = name;
    this.settings = settings;
    this.errors = errors;
    this.thread = new DeliveryThread(DeliveryThread.NAME + "-" + name);
    this.room = WaitingRoom.of(settings, MAX_BATCH_BYTES);
    LaneState state = new LaneState(room, ledger, progress);
    this.admission = new Admission(name, settings.selection(), sampler, exporter, state, observers);
    this.batcher = new Batcher(state, settings.selection().leaveOut());
    OnSpool onSpool = new OnSpool(ledger, this::onAdopted, exporter);
    LaneSpool disk = spool == null ? null : spool.lane(name, onSpool);
    this.backlog = new Backlog(name, OfflineQueue.of(settings), disk, state, observers, errors);
    this.replay = replay(disk == null ? OFFLINE_WAIT : settings.retry().base());
    this.attempts =
        new ExportAttempt(name, exporter, thread, caller(disk), errors, settings.retry().timeout());
    this.sender =
        new BatchSender(
            name,
            settings,
            attempts,
            thread,
            state,
            new LaneLog(name, debug, nanoTime),
            backlog,
            replay,
            observers,
            errors);
    sender.onRoom(this::onRoom);
  }

  /** Where batches may go to disk, no exporter that blocks may hold that up. */
  private DeliveryThread caller(@Nullable LaneSpool disk) {
    return disk != null ? new DeliveryThread(DeliveryThread.NAME + "-" + name + "-export") : thread;
  }

  private void onAdopted() {
    thread.execute(replay::kept);
  }

  private Replay replay(Duration firstWait) {
    return new Replay(
        backlog,
        thread::executeAfter,
        System::nanoTime,
        new Replay.Waits(firstWait, OFFLINE_WAIT, settings.flushInterval()),
        progress::drained);
  }

  /** The name of the destination. */
  public String name() {
    return name;
  }

  /** The longest wait of an event before it is sent. */
  public Duration flushInterval() {
    return settings.flushInterval();
  }

  /** What is counted for this destination. */
  public RouteflowStats.Destination stats() {
    return ledger.snapshot();
  }

  /** The events that this destination lost for one reason until now. */
  public long droppedBy(DropReason reason) {
    return ledger.droppedBy(reason);
  }

  /** Takes a chunk of events as far as there is room; for the dispatcher's thread. */
  public void offer(EventChunk chunk) {
    try {
      admission.offer(chunk, more());
      wake();
    } catch (Throwable e) {
      errors.report(Stage.OFFER, e, name);
    }
  }

  /** In an outage what does not fit goes to disk, and waits here until it has. */
  private int more() {
    return isDown() && backlog.isOnDisk() ? BURST : 0;
  }

  /**
   * Sends what would be kept for longer than the flush interval until the next tick; for the
   * dispatcher's thread, which ticks once an interval.
   */
  public void tick(Duration interval) {
    long until = room.nanosUntilDue(settings.flushInterval().toNanos(), System.nanoTime());
    if (until <= interval.toNanos()) {
      room.makeAllDue();
      wake();
    }
    if (blocked) {
      // should the sender have failed to say that there is room
      thread.request(lookRequested, this::look, 0);
    }
  }

  private void look() {
    lookRequested.set(false);
    onRoom();
  }

  /** Sends whatever is here now, also what is kept in memory; returns what to wait for. */
  public LaneFlush flush() {
    long events = room.makeAllDue();
    wake();
    long drain = progress.requestDrain();
    thread.execute(() -> replay.drain(drain));
    return new LaneFlush(progress, new DeliveryProgress.Mark(events, drain));
  }

  /**
   * The last flush begins: in an outage all goes to disk at once, as far as there is time. Does not
   * throw: the other lanes must stop as well.
   *
   * @param patience a destination that ends no attempt for so long hangs; a slow one goes on
   */
  public void stopping(Duration patience) {
    stopping = true;
    replay.stopping();
    if (hasSpool()) {
      long before = attempts.outcomes();
      try {
        thread.executeAfter(() -> lookForHang(before), patience.toNanos());
      } catch (Throwable e) {
        errors.report(Stage.FLUSH, e, name);
      }
    }
  }

  private void lookForHang(long before) {
    if (attempts.isPending() && attempts.outcomes() == before) {
      hungAt = before;
      onRoom();
    }
  }

  /** Sends whatever waits here now; returns what to wait for. */
  public LaneFlush send() {
    long events = room.makeAllDue();
    wake();
    return new LaneFlush(progress, new DeliveryProgress.Mark(events, 0));
  }

  /** Whether there is a disk for what is not delivered. */
  public boolean hasSpool() {
    return backlog.hasSpool();
  }

  /**
   * Puts everything on disk that is not delivered yet, as far as that is possible until a deadline;
   * nothing is offered any more. Done when the future is.
   */
  public Future<?> moveToDisk(long deadlineNanos) {
    return thread.submit(
        () -> {
          sender.moveToDisk();
          while (!room.isEmpty()
              && deadlineNanos - System.nanoTime() > 0
              && sender.keepOnDisk(batcher.nextGroup(() -> !room.isEmpty()))) {
            // the next ones, also where some of these cannot be written
          }
        });
  }

  /**
   * Ends the delivery to this destination: whatever has no outcome yet is counted as lost. Does not
   * wait, whatever the lane's thread does.
   */
  public void close() {
    ledger.close();
    progress.close();
    thread.stop();
    attempts.close();
    room.clear();
  }

  /** Where no batch can be sent the thread is not woken for every chunk. */
  private void wake() {
    if (!room.isDue()) {
      armTimer();
    } else if (!blocked || canSpill()) {
      thread.request(pumpRequested, this::pump, 0);
    }
  }

  private void onRoom() {
    blocked = false;
    pump();
  }

  private void pump() {
    pumpRequested.set(false);
    try {
      boolean more = true;
      while (more) {
        more = sendNext();
      }
    } catch (Throwable e) {
      errors.report(Stage.EXPORT, e, name);
    }
    if (!blocked || backlog.isWriteAhead()) {
      armTimer();
    }
  }

  /** Sends batches, or puts them on disk; {@code false} where there is none to do that with. */
  private boolean sendNext() {
    boolean open = sender.hasRoom() && !(stopping && isSpilling());
    if (open) {
      blocked = false;
      if (sender.sendPart()) {
        return true;
      }
    }
    boolean due = room.isDue();
    if (due && (backlog.isWriteAhead() || (!open && isSpilling()))) {
      sender.send(batcher.nextGroup(room::isDue), open);
    } else if (due && open) {
      sender.send(batcher.next());
    } else {
      blocked = !open;
      return false;
    }
    return true;
  }

  /** Whether batches leave the waiting room although none can be sent. */
  private boolean canSpill() {
    return backlog.isWriteAhead() || isSpilling();
  }

  private boolean isSpilling() {
    return backlog.isOnDisk()
        && (stopping
            ? sender.hasFailed() || hungAt == attempts.outcomes()
            : isDown() && room.isCrowded());
  }

  /** One that hangs is in an outage before its first attempt has failed. */
  private boolean isDown() {
    return sender.hasFailed() || attempts.isSilent();
  }

  private void armTimer() {
    long until = room.nanosUntilDue(settings.flushInterval().toNanos(), System.nanoTime());
    if (until != Long.MAX_VALUE) {
      thread.request(timerArmed, this::onTimer, Math.max(0, until));
    }
  }

  private void onTimer() {
    timerArmed.set(false);
    long until = room.nanosUntilDue(settings.flushInterval().toNanos(), System.nanoTime());
    if (until <= 0) {
      room.makeAllDue();
      pump();
    } else if (until != Long.MAX_VALUE) {
      armTimer();
    }
  }
}
