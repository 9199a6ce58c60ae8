package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.routeflow.micronaut.capture.CapturePolicies;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import jakarta.inject.Singleton;

/**
 * Learns of errors for which no response filter is called, because they come before the filters
 * (thrown by one that runs before the route is matched) or after them (a body that cannot be
 * written, a stream that fails before its first element). Only the framework's own processor is
 * listened to: one of the application may be injected by its class.
 */
@Singleton
final class ErrorResponseTap implements BeanCreatedEventListener<ErrorResponseProcessor<?>> {

  private static final String FRAMEWORK = "io.micronaut.";

  private final BeanProvider<InternalErrors> errors;
  private final BeanProvider<CapturePolicies> policies;
  private final BeanProvider<RequestDetails> details;

  ErrorResponseTap(
      BeanProvider<InternalErrors> errors,
      BeanProvider<CapturePolicies> policies,
      BeanProvider<RequestDetails> details) {
    this.errors = errors;
    this.policies = policies;
    this.details = details;
  }

  @Override
  public ErrorResponseProcessor<?> onCreated(BeanCreatedEvent<ErrorResponseProcessor<?>> event) {
    ErrorResponseProcessor<?> processor = event.getBean();
    return processor.getClass().getName().startsWith(FRAMEWORK)
        ? new Tapped<>(processor)
        : processor;
  }

  private void note(ErrorContext context, MutableHttpResponse<?> response) {
    try {
      RequestScope scope = RequestScopeLookup.attach(context.getRequest());
      if (scope != null && scope.isOpen()) {
        if (!scope.isOnWire()) {
          scope.status(response.code());
          details.get().nameTrace(scope, response);
        }
        context.getRootCause().ifPresent(cause -> note(scope, cause));
      }
    } catch (Throwable e) {
      InternalErrors.report(errors, Stage.CAPTURE, e);
    }
  }

  private void note(RequestScope scope, Throwable cause) {
    String name = scope.exception(cause, policies.get());
    if (name != null) {
      details.get().failed(scope, name);
    }
  }

  /** Answers as the processor behind it does. */
  private final class Tapped<T> implements ErrorResponseProcessor<T> {

    private final ErrorResponseProcessor<T> processor;

    Tapped(ErrorResponseProcessor<T> processor) {
      this.processor = processor;
    }

    @Override
    public MutableHttpResponse<T> processResponse(
        ErrorContext context, MutableHttpResponse<?> response) {
      MutableHttpResponse<T> answer = processor.processResponse(context, response);
      note(context, answer);
      return answer;
    }
  }
}
