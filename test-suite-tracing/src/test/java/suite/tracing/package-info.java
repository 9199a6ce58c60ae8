/** An application with Micronaut's OpenTelemetry tracing and a real SDK. */
@org.jspecify.annotations.NullMarked
package suite.tracing;
