package orders;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A line of an order as the page shows it.
 *
 * @param orderId of which order
 * @param item the name of the product
 * @param quantity how many
 * @param priceCents for one
 */
@Serdeable
record Item(long orderId, String item, int quantity, int priceCents) {}
