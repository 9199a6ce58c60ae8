/** A receiver of OTLP, and applications that send to it. */
@org.jspecify.annotations.NullMarked
package suite.opentelemetry.support;
