package io.routeflow.micronaut.capture.work;

import io.micronaut.aop.InterceptPhase;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.RouteflowCapture;
import org.jspecify.annotations.Nullable;

/**
 * Opens a scope around each call of a method that carries {@link RouteflowCapture}. Where that
 * fails, the method is called as if it carried none.
 */
@InterceptorBean(RouteflowCapture.class)
final class CaptureInterceptor implements MethodInterceptor<Object, Object> {

  private final WorkRecorder recorder;
  private final ConversionService conversion;

  CaptureInterceptor(WorkRecorder recorder, ConversionService conversion) {
    this.recorder = recorder;
    this.conversion = conversion;
  }

  /**
   * Just outside the transaction: its commit is part of the work, and may fail it. Inside what
   * retries the call or takes it to another thread, so that each attempt is timed where it runs.
   */
  @Override
  public int getOrder() {
    return InterceptPhase.TRANSACTION.getPosition() - 1;
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> context) {
    RecordedMethod method = RecordedMethod.begin(recorder, conversion, context);
    return method == null ? context.proceed() : method.proceed(context);
  }
}
