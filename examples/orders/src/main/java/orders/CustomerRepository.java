package orders;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

/** The customers. */
@JdbcRepository(dialect = Dialect.H2)
interface CustomerRepository extends CrudRepository<Customer, Long> {}
