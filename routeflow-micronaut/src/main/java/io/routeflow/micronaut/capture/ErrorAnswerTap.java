package io.routeflow.micronaut.capture;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.routeflow.micronaut.queue.InternalErrors;
import jakarta.inject.Singleton;

/**
 * Learns of errors for which no response filter is called, because they come before the filters
 * (thrown by one that runs before the route is matched) or after them (a body that cannot be
 * written, a stream that fails before its first element). Only the framework's own processor is
 * listened to: one of the application may be injected by its class.
 */
@Singleton
final class ErrorAnswerTap implements BeanCreatedEventListener<ErrorResponseProcessor<?>> {

  private static final String FRAMEWORK = "io.micronaut.";

  private final BeanProvider<InternalErrors> errors;

  ErrorAnswerTap(BeanProvider<InternalErrors> errors) {
    this.errors = errors;
  }

  @Override
  public ErrorResponseProcessor<?> onCreated(BeanCreatedEvent<ErrorResponseProcessor<?>> event) {
    ErrorResponseProcessor<?> processor = event.getBean();
    return processor.getClass().getName().startsWith(FRAMEWORK)
        ? new Tapped<>(processor)
        : processor;
  }

  private void note(ErrorContext context, int status) {
    try {
      OpenRecording recording = Recordings.tie(context.getRequest());
      if (recording != null && recording.isOpen()) {
        if (!recording.isOnWire()) {
          recording.status(status);
        }
        context.getRootCause().ifPresent(cause -> recording.exception(cause.getClass()));
      }
    } catch (Throwable e) {
      errors.get().report("capture", e);
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
      note(context, answer.code());
      return answer;
    }
  }
}
