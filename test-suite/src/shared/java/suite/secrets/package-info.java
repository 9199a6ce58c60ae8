/** Requests full of secrets, and what must not be seen of them; compiled by each module's tests. */
@org.jspecify.annotations.NullMarked
package suite.secrets;
