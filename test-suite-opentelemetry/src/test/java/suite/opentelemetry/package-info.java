/** What goes out by OTLP, seen from the receiver. */
@org.jspecify.annotations.NullMarked
package suite.opentelemetry;
