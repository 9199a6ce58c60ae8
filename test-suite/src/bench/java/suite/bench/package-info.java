/**
 * What the module costs: JMH benchmarks, run by the profile {@code bench}. Bytes per operation are
 * the figures to trust; times only as ratios within one run.
 */
@NullMarked
package suite.bench;

import org.jspecify.annotations.NullMarked;
