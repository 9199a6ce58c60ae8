/**
 * Stands in for the Routeflow service, so that the example needs nothing but itself: an ingest
 * endpoint as the contract describes it, and what arrived there for the page to show.
 */
@NullMarked
package orders.ingest;

import org.jspecify.annotations.NullMarked;
