/** What the export of traces costs, beside that of Micronaut's own tracing. */
@org.jspecify.annotations.NullMarked
package suite.tracing.bench;
