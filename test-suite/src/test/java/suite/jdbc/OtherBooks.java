package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.PageableRepository;

/** Another place that the same statements run from. */
@Requires(property = "suite.books", value = "h2")
@JdbcRepository(dialect = Dialect.H2)
interface OtherBooks extends PageableRepository<Book, Long> {}
