/** What random tests begin with; compiled by each module's tests. */
@org.jspecify.annotations.NullMarked
package suite.seed;
