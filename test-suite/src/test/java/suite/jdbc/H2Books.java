package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;

@Requires(property = "suite.books", value = "h2")
@JdbcRepository(dialect = Dialect.H2)
interface H2Books extends Books {}
