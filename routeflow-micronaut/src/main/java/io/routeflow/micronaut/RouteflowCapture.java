package io.routeflow.micronaut;

import io.micronaut.aop.Around;
import io.routeflow.micronaut.event.EventType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes one event of each call of a bean's method: a job, a message, a worker's task. Works on any
 * bean method, those with {@code @Scheduled} included; a reactive, {@code CompletionStage} or
 * suspending result is timed to its end, and a cancelled one is a warning.
 *
 * <pre>{@code
 * @Scheduled(cron = "0 0 3 * * *")
 * @RouteflowCapture(type = EventType.JOB, name = "nightly")
 * void invoice() { … }
 * }</pre>
 *
 * <p>On an interface, a base class or a method of one it holds for the beans that implement or
 * extend it; where the bean's own method carries it too, that one decides, and there is one event.
 *
 * <p>Within a request or another piece of work it is an event of its own, in the same trace.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Around
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface RouteflowCapture {

  /**
   * What kind of work it is; {@link EventType#REQUEST} and {@link EventType#EXCEPTION} count as
   * custom.
   */
  EventType type() default EventType.CUSTOM;

  /** The name of the event; {@code Class.method} where it is empty. */
  String name() default "";
}
