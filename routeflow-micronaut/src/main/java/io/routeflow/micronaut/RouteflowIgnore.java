package io.routeflow.micronaut;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps the requests of a controller, of one of its methods, or of everything that carries an
 * annotation of your own which is annotated with this one, out of the telemetry: no event, no
 * counter, no metric.
 *
 * <p>On an interface or an interface method it holds for the controllers that implement it. Where
 * every route of a path is ignored, so are the requests to that path which fit none of them: a CORS
 * preflight or another {@code OPTIONS}, a wrong method (405), a wrong type (406, 415).
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface RouteflowIgnore {}
