/**
 * What an application consists of with a module and without it; compiled by each module's tests.
 */
@org.jspecify.annotations.NullMarked
package suite.presence;
