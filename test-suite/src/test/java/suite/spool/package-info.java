/** What is kept on disk: outages, restarts, crashes, full and failing disks. */
@NullMarked
package suite.spool;

import org.jspecify.annotations.NullMarked;
