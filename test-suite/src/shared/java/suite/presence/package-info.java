/**
 * What an application keeps as it was when the modules are added; compiled by the tests of each.
 */
@org.jspecify.annotations.NullMarked
package suite.presence;
