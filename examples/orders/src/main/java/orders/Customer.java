package orders;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.Index;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Who orders.
 *
 * @param id given by the database; 0 before that
 * @param name as it is written on parcels
 * @param email no two customers share one
 */
@Serdeable
@MappedEntity("customers")
@Index(columns = "email", unique = true)
record Customer(@Id @GeneratedValue long id, String name, String email) {}
