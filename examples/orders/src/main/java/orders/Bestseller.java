package orders;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A product that sells.
 *
 * @param item its name
 * @param sold how many
 */
@Serdeable
record Bestseller(String item, long sold) {}
