package io.routeflow.micronaut.capture.client;

import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A call while it lasts. The first to end it wins; it is added to its scope then, so that a call
 * that is still open when its scope ends is not in the event.
 */
class OpenCall {

  private static final VarHandle ENDED;

  static {
    try {
      ENDED = MethodHandles.lookup().findVarHandle(OpenCall.class, "ended", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final OpenScope scope;
  private final CallKind kind;
  private final InternalErrors errors;
  private final long startedNanos;
  private long spanId;
  private volatile long waitNanos;
  private SentHeaders headers = SentHeaders.NONE;

  @SuppressWarnings("UnusedVariable") // by its handle
  private volatile boolean ended;

  OpenCall(OpenScope scope, CallKind kind, long startedNanos, InternalErrors errors) {
    this.scope = scope;
    this.kind = kind;
    this.startedNanos = startedNanos;
    this.errors = errors;
  }

  final OpenScope scope() {
    return scope;
  }

  final CallKind kind() {
    return kind;
  }

  /** A failure of ours that is to go no further; never throws. */
  final void report(Throwable error) {
    errors.report(Stage.CAPTURE, error);
  }

  final long startedNanos() {
    return startedNanos;
  }

  /** The id that it is sent with, or 0. */
  final long spanId() {
    return spanId;
  }

  /** Notes what it is sent with. */
  final void sentWith(long id, SentHeaders sent) {
    spanId = id;
    headers = sent;
  }

  /** Its request went out then, and had no connection before. */
  final void sentAt(long nanos) {
    waitNanos = Math.max(0, nanos - startedNanos);
  }

  /** How long it waited for its connection, 0 where that is not known. */
  final long waitNanos() {
    return waitNanos;
  }

  /** What was added to its request. */
  final SentHeaders headers() {
    return headers;
  }

  final boolean isOpen() {
    return !ended;
  }

  /**
   * There is a complete answer.
   *
   * @param status 0 where the kind of call has none
   */
  final void answered(int status) {
    end(status, null);
  }

  /**
   * There is no complete answer.
   *
   * @param status of an answer that has begun, else 0
   * @param error the class of what the application gets instead
   */
  final void failed(int status, String error) {
    end(status, error);
  }

  /** It cannot be followed: it is in no event, and what it holds is given back. */
  final void abandon() {
    try {
      if (ENDED.compareAndSet(this, false, true)) {
        CallPayload payload = endPayload();
        if (payload != null) {
          CallGroups.of(scope).forget(payload);
        }
        release(payload);
      }
    } catch (Throwable e) {
      report(e);
    }
  }

  /**
   * Ends what is captured of its contents; called once.
   *
   * @return {@code null} where nothing is
   */
  @Nullable CallPayload endPayload() {
    return null;
  }

  /** Where that fails the event lacks the call, and the client goes on. */
  private void end(int status, @Nullable String error) {
    try {
      if (ENDED.compareAndSet(this, false, true)) {
        end(status, error, endPayload());
      }
    } catch (Throwable e) {
      report(e);
    }
  }

  private void end(int status, @Nullable String error, @Nullable CallPayload payload) {
    try {
      if (scope.isOpen()) {
        long nanos = Math.max(0, System.nanoTime() - startedNanos);
        CallGroups.of(scope).add(this, nanos, status, error, payload);
        return;
      }
    } catch (Throwable e) {
      release(payload);
      throw e;
    }
    release(payload);
  }

  private static void release(@Nullable CallPayload payload) {
    if (payload != null) {
      payload.release();
    }
  }
}
