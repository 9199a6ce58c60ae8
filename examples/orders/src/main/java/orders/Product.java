package orders;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What the shop sells.
 *
 * @param id given by the database; 0 before that
 * @param name under which it is ordered
 * @param priceCents for one
 */
@Serdeable
@MappedEntity("products")
record Product(@Id @GeneratedValue long id, String name, int priceCents) {}
