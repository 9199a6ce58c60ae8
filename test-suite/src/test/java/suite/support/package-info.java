/** What the black-box tests stand on: a scripted ingest endpoint, raw sockets, fresh processes. */
@NullMarked
package suite.support;

import org.jspecify.annotations.NullMarked;
