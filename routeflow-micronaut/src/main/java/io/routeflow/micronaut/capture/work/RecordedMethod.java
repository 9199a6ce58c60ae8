package io.routeflow.micronaut.capture.work;

import io.micronaut.aop.InterceptedMethod;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.async.propagation.ReactorPropagation;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.spi.ScopeContext;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;

/**
 * One call of an annotated method, until its result has ended. The caller gets what the method
 * returns or throws: what fails here is reported, and goes no further.
 */
final class RecordedMethod {

  private final WorkRecorder recorder;
  private final ConversionService conversion;
  private final InterceptedMethod method;
  private final Class<?> type;
  private final WorkScope scope;

  /** Of this thread, while the method runs. */
  private PropagatedContext.@Nullable Scope entered;

  /** The only value is there: who wants one cancels then. */
  private volatile boolean answered;

  private RecordedMethod(
      WorkRecorder recorder,
      ConversionService conversion,
      MethodInvocationContext<Object, Object> context) {
    this.recorder = recorder;
    this.conversion = conversion;
    this.method = InterceptedMethod.of(context, conversion);
    this.type = context.getReturnType().getType();
    this.scope =
        recorder.open(
            context
                .enumValue(RouteflowCapture.class, "type", EventType.class)
                .orElse(EventType.CUSTOM),
            name(context));
    scope.runOf(context.getAnnotationMetadata());
    if (method.resultType() != InterceptedMethod.ResultType.PUBLISHER) {
      recorder.begun(scope);
    }
  }

  /** Opens the scope and makes it the current one; {@code null} where that has failed. */
  static @Nullable RecordedMethod begin(
      WorkRecorder recorder,
      ConversionService conversion,
      MethodInvocationContext<Object, Object> context) {
    try {
      RecordedMethod begun = new RecordedMethod(recorder, conversion, context);
      begun.entered = WorkRecorder.contextOf(begun.scope).propagate();
      return begun;
    } catch (Throwable e) {
      recorder.report(e);
      return null;
    }
  }

  /** Calls the method in its scope. */
  @Nullable Object proceed(MethodInvocationContext<Object, Object> context) {
    try {
      return context.isSuspend() ? suspending() : watched(called(context));
    } finally {
      recorder.leave(entered);
    }
  }

  private @Nullable Object called(MethodInvocationContext<Object, Object> context) {
    try {
      return context.proceed();
    } catch (Throwable e) {
      threw(e);
      throw e;
    }
  }

  /** What a suspending method returns is known to the framework only. */
  private @Nullable Object suspending() {
    CompletionStage<?> result;
    try {
      result = method.interceptResultAsCompletionStage();
    } catch (Throwable e) {
      threw(e);
      throw e;
    }
    CompletionStage<?> watched = (CompletionStage<?>) watched(result);
    return method.handleResult(watched);
  }

  private void threw(Throwable exception) {
    recorder.failed(scope, exception);
    recorder.close(scope);
  }

  /** The result as it is, or where it can only be seen so, one that behaves alike. */
  private @Nullable Object watched(@Nullable Object result) {
    try {
      switch (method.resultType()) {
        case COMPLETION_STAGE -> {
          if (result instanceof CompletionStage<?> stage) {
            CompletionStage<?> unused = stage.whenComplete((value, error) -> end(error));
            return result;
          }
        }
        case PUBLISHER -> {
          Publisher<?> publisher = publisherOf(result);
          if (publisher != null) {
            Object timed = returned(result, timed(publisher));
            if (timed == null || type.isInstance(timed)) {
              return timed;
            }
            // of a type of its own, which only the method can make: it has ended, as far as is seen
          }
        }
        default -> {
          // it has ended
        }
      }
    } catch (Throwable e) {
      recorder.report(e);
      recorder.abandon(scope);
      return result;
    }
    recorder.close(scope);
    return result;
  }

  /**
   * As the type of what the method returned. Not by the framework where it need not be converted:
   * it would put the context of the call over that of who subscribes.
   */
  private @Nullable Object returned(@Nullable Object result, Publisher<?> timed) {
    Publisher<?> alike = result instanceof Flux ? Flux.from(timed) : timed;
    return result instanceof Publisher && type.isInstance(alike)
        ? alike
        : method.handleResult(timed);
  }

  private @Nullable Publisher<?> publisherOf(@Nullable Object result) {
    if (result == null || result instanceof Publisher) {
      return (Publisher<?>) result;
    }
    return conversion.convert(result, Publisher.class).orElse(null);
  }

  /**
   * However it is subscribed to, the work belongs to the scope until it ends. A {@code Mono} stays
   * one: as a {@code Flux} of one value it would be cancelled behind that instead of completed.
   */
  private Publisher<?> timed(Publisher<?> result) {
    if (result instanceof Mono<?> mono) {
      Mono<?> timed =
          mono.doOnNext(value -> answered = true)
              .doOnError(error -> recorder.failed(scope, error))
              .doFinally(this::end)
              .contextWrite(this::withScope);
      return Mono.fromDirect(subscriber -> subscribe(() -> timed.subscribe(subscriber)));
    }
    boolean single = Publishers.isSingle(result.getClass());
    Flux<?> timed =
        Flux.from(result)
            .doOnNext(value -> answered = single)
            .doOnError(error -> recorder.failed(scope, error))
            .doFinally(this::end)
            .contextWrite(this::withScope);
    return subscriber -> subscribe(() -> timed.subscribe(subscriber));
  }

  /**
   * The context of who subscribes, which need not be that of the call, with the scope in it: that
   * of Reactor, or where it has none that of the thread, which is in the scope already.
   */
  private Context withScope(Context context) {
    try {
      PropagatedContext with =
          ReactorPropagation.findPropagatedContext(context)
              .map(found -> found.plus(new ScopeContext(scope)))
              .orElseGet(PropagatedContext::getOrEmpty);
      return ReactorPropagation.addPropagatedContext(context, with);
    } catch (Throwable e) {
      recorder.report(e);
      return context;
    }
  }

  /** Only now is it sure that there will be an event. */
  private void subscribe(Runnable subscription) {
    recorder.begun(scope);
    PropagatedContext.Scope current = recorder.enter(scope);
    try {
      subscription.run();
    } finally {
      recorder.leave(current);
    }
  }

  private void end(SignalType signal) {
    boolean cancelled = signal == SignalType.CANCEL && !answered;
    if (cancelled && scope.status() == EventStatus.SUCCESS) {
      scope.status(EventStatus.WARNING);
    }
    recorder.close(scope);
  }

  private void end(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof CancellationException) {
      scope.status(EventStatus.WARNING);
    } else if (cause != null) {
      recorder.failed(scope, cause);
    }
    recorder.close(scope);
  }

  private static String name(MethodInvocationContext<Object, Object> context) {
    String given = context.stringValue(RouteflowCapture.class, "name").orElse("");
    return given.isBlank()
        ? context.getDeclaringType().getSimpleName() + "." + context.getMethodName()
        : given;
  }
}
