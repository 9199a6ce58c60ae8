package io.routeflow.micronaut.capture.work;

import io.micronaut.aop.InterceptedMethod;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.async.propagation.ReactorPropagation;
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
import reactor.core.publisher.SignalType;

/** Opens a scope around each call of a method that carries {@link RouteflowCapture}. */
@InterceptorBean(RouteflowCapture.class)
final class CaptureInterceptor implements MethodInterceptor<Object, Object> {

  private final WorkRecorder recorder;
  private final ConversionService conversion;

  CaptureInterceptor(WorkRecorder recorder, ConversionService conversion) {
    this.recorder = recorder;
    this.conversion = conversion;
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> context) {
    WorkScope scope =
        recorder.open(
            context
                .enumValue(RouteflowCapture.class, "type", EventType.class)
                .orElse(EventType.CUSTOM),
            name(context));
    PropagatedContext propagated = PropagatedContext.getOrEmpty().plus(new ScopeContext(scope));
    InterceptedMethod method = InterceptedMethod.of(context, conversion);
    boolean pending = false;
    try (PropagatedContext.Scope ignored = propagated.propagate()) {
      switch (method.resultType()) {
        case COMPLETION_STAGE -> {
          CompletionStage<?> result = method.interceptResultAsCompletionStage();
          pending = true;
          return method.handleResult(result.whenComplete((value, error) -> end(scope, error)));
        }
        case PUBLISHER -> {
          Publisher<?> result = method.interceptResultAsPublisher();
          pending = true;
          return method.handleResult(timed(result, scope, propagated));
        }
        default -> {
          return method.interceptResult();
        }
      }
    } catch (Exception e) {
      recorder.failed(scope, e);
      return method.handleException(e);
    } catch (Error e) {
      recorder.failed(scope, e);
      throw e;
    } finally {
      if (!pending) {
        recorder.close(scope);
      }
    }
  }

  /** However it is subscribed to, the work belongs to the scope until it ends. */
  private Publisher<?> timed(Publisher<?> result, WorkScope scope, PropagatedContext propagated) {
    Flux<?> timed =
        Flux.from(result)
            .doOnError(error -> recorder.failed(scope, error))
            .doFinally(signal -> end(scope, signal))
            .contextWrite(context -> ReactorPropagation.addPropagatedContext(context, propagated));
    return subscriber -> {
      try (PropagatedContext.Scope ignored = propagated.propagate()) {
        timed.subscribe(subscriber);
      }
    };
  }

  private void end(WorkScope scope, SignalType signal) {
    if (signal == SignalType.CANCEL && scope.status() == EventStatus.SUCCESS) {
      scope.status(EventStatus.WARNING);
    }
    recorder.close(scope);
  }

  private void end(WorkScope scope, @Nullable Throwable error) {
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
