/** What is captured of the contents of requests and responses, and that nothing else sees more. */
@NullMarked
package suite.payloads;

import org.jspecify.annotations.NullMarked;
