/** Keys for TLS on the loopback address; compiled by each module's tests. */
@org.jspecify.annotations.NullMarked
package suite.tls;
