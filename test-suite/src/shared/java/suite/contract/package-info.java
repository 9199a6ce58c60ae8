/** The published contract, which every receiver holds what comes against. */
@org.jspecify.annotations.NullMarked
package suite.contract;
